import { Cron } from "croner";
import {
  CSV_DELIMITERS,
  CSV_ENCODINGS,
  type CsvSettings,
  DEFAULT_CSV,
  DEFAULT_REPORTS,
  type QualityAlertSettings,
  type QualityLimits,
  REPORT_FORMATS,
  REPORT_INTERVALS,
  REPORT_PARTS,
  REPORT_PERIODS,
  type ReportFilter,
  type ReportSettings,
  type SavedReport,
  SERVICE_LEVELS,
} from "../directory/mod.ts";
import { nameText, wordText } from "./names.ts";
import { needed, optional, preset, record, usually } from "./record.ts";
import { choice, decimal, list, oneOrMore, type Shape, switched, text, whole } from "./shape.ts";
import { timeZone } from "./office_texts.ts";
import { hookUrl } from "./webhook.ts";
import { mailAddress } from "./voicemail.ts";

const MOST_REPORTS = 200;
const MOST_RECIPIENTS = 50;
const MOST_NAMES = 50;

/** Minute, hour, day, month, day of the week: what fires more often than that is no report. */
const cron = text({
  what: "a cron expression of five fields, as in 0 8 * * MON",
  judge: (given) => {
    // "?" is whatever it is when the box starts.
    if (given.includes("?")) return true;
    try {
      const first = new Cron(given, { mode: "5-part", timezone: "UTC" }).nextRun(new Date(0));
      return first === null ? `${JSON.stringify(given)} fits no day of any year` : undefined;
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true;
      throw error;
    }
  },
});

const csv: Shape<CsvSettings> = record<CsvSettings>(usually(DEFAULT_CSV, {
  delimiter: ["delimiter", choice(CSV_DELIMITERS), "What stands between two cells"],
  encoding: [
    "encoding",
    choice(CSV_ENCODINGS),
    "How letters become octets; windows-1250 writes ș and ț as ş and ţ, windows-1252 as s and t",
  ],
  bom: ["bom", switched, "Whether the octets stand in front by which Excel knows a Unicode encoding"],
  decimal: ["decimal", choice(["point", "comma"]), "What stands before the fraction of a number"],
}));

const quality: Shape<QualityLimits> = record<QualityLimits>(usually(DEFAULT_REPORTS.quality, {
  mos: ["mos", decimal({ from: 1, to: 5 }), "A lower MOS is an alert"],
  jitterMs: ["jitter", decimal({ from: 0, to: 10_000, unit: "ms" }), "Milliseconds of jitter; more is an alert"],
  lostPercent: ["loss", decimal({ from: 0, to: 100, unit: "percent" }), "Percent of packets lost; more is an alert"],
  latencyMs: [
    "latency",
    decimal({ from: 0, to: 10_000, unit: "ms" }),
    "Milliseconds one way, half of the round trip; more is an alert",
  ],
}));

const qualityAlerts: Shape<QualityAlertSettings> = record<QualityAlertSettings>(usually(DEFAULT_REPORTS.qualityAlerts, {
  to: preset("to", list(mailAddress, MOST_RECIPIENTS), { value: [], about: "Mail addresses of those who are told" }),
  webhook: optional(
    "webhook",
    hookUrl,
    "An address that is told by POST, in JSON, until it answers with 2xx; of one of webhooks: it is signed alike",
  ),
  share: [
    "share",
    whole({ from: 1, to: 100, unit: "percent" }),
    "Percent of the calls of a trunk or an extension within an hour that must sound bad",
  ],
  calls: ["calls", whole({ from: 1, to: 10_000, unit: "calls" }), "Of fewer calls within the hour nothing is said"],
}));

const named = oneOrMore(nameText, MOST_NAMES);

const of: Shape<ReportFilter> = record<ReportFilter>({
  queue: optional("queue", named, "Numbers of queues that took the calls, or in which they ended"),
  number: optional("number", named, "Our numbers that were called, as reports show them"),
  trunk: optional("trunk", named, "Trunks by which they came or went out"),
  agent: optional("agent", named, "Extensions that answered a caller from outside"),
  extension: optional("extension", named, "Extensions that made them, or were called"),
});

const saved: Shape<SavedReport> = record<SavedReport>({
  name: needed("name", wordText, "What it is called by; also the name of its file"),
  title: optional("title", nameText, "What stands above it; its name when left out"),
  pbx: optional("pbx", wordText, "Of the calls of this one of `pbx`; of the office's own, when left out"),
  of: optional("of", of, "Of these calls alone; of all of them, when left out"),
  parts: preset("parts", oneOrMore(choice(REPORT_PARTS), REPORT_PARTS.length), {
    value: ["summary", "hours", "days", "extensions"],
    about: "What it tells, in this order",
  }),
  period: preset("period", choice(REPORT_PERIODS), { value: "yesterday", about: "What it is about" }),
  interval: optional(
    "interval",
    choice(REPORT_INTERVALS),
    "How finely its course is cut; by the length of the period, when left out",
  ),
  timeZone: optional("time_zone", timeZone, "Whose clock and calendar count; the office's when left out"),
  format: preset("format", choice(REPORT_FORMATS), { value: "pdf", about: "The kind of file" }),
  csv: preset("csv", csv, { value: DEFAULT_CSV, about: "How CSV is written" }),
  to: preset("to", list(mailAddress, MOST_RECIPIENTS), { value: [], about: "Mail addresses it is sent to" }),
  cron: optional("cron", cron, "When it is sent, by the clock of its zone; only when asked for without it"),
});

/** `reports:`, what is told of the office's calls, to whom and when. */
export const reports: Shape<ReportSettings> = record<ReportSettings>(usually(DEFAULT_REPORTS, {
  saved: preset("saved", list(saved, MOST_REPORTS), { value: [], about: "Reports that are made again and again" }),
  quality: ["quality", quality, "How bad calls may sound before a report raises an alert"],
  qualityAlerts: [
    "quality_alerts",
    qualityAlerts,
    "Who is told, once, when calls from a trunk or an extension sound bad",
  ],
  answerWithinS: [
    "answer_within",
    whole({ from: 1, to: 3_600, unit: "seconds" }),
    "Seconds in which a call is answered in time (service level)",
  ],
  serviceLevel: [
    "service_level",
    choice(SERVICE_LEVELS),
    "Answered in time, of: F3 all answered and given up, F2 all answered, F4 all but who gave up in time, flow-out also who was sent away; F1 and F5 credit who gave up in time, or only misdialled",
  ],
  misdialledS: [
    "misdialled",
    whole({ from: 1, to: 60, unit: "seconds" }),
    "Seconds in which whoever hangs up only misdialled (F5)",
  ],
  shortAbandonS: [
    "short_abandon",
    whole({ from: 0, to: 600, unit: "seconds" }),
    "Who gives up in so many seconds is in no figure; 0: everybody is",
  ],
  timeOf: ["time_of", choice(["talk", "duration"]), "What the average time is of: talking, or the whole call"],
  repeatWithinHours: [
    "repeat_within",
    whole({ from: 1, to: 720, unit: "hours" }),
    "Hours; who calls again within them was not helped by the first call",
  ],
  agentScore: [
    "agent_score",
    switched,
    "Whether agents have a score of 100: half for callers taken, three tenths for those taken in time, two for calls back that were answered",
  ],
  ringWithinS: [
    "ring_within",
    whole({ from: 1, to: 120, unit: "seconds" }),
    "Seconds of ringing in which an agent takes a caller in time (score)",
  ],
  goalPercent: [
    "goal",
    whole({ from: 1, to: 99, unit: "percent" }),
    "Percent of callers who are to be answered in time: what the staffing hint aims at",
  ],
  colour: ["colour", colourText(), "Of bars and headings: #rrggbb"],
  logo: optional("logo", pngPath(), "A PNG file in the box's data folder, shown on every PDF"),
}));

function colourText(): Shape<string> {
  const pattern = "^#[0-9a-fA-F]{6}$";
  return text({
    what: "a colour as in #1f5fa8",
    schema: { pattern },
    judge: (given) => new RegExp(pattern).test(given) ? undefined : true,
  });
}

function pngPath(): Shape<string> {
  const isInside = (given: string) => /^[\w][\w ./-]{0,200}\.png$/i.test(given) && !given.split("/").includes("..");
  return text({
    what: "the path of a PNG file in the data folder",
    judge: (given) => isInside(given) ? undefined : true,
  });
}
