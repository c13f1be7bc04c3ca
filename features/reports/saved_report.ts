import { LocalHours } from "../../core/base/mod.ts";
import {
  type Directory,
  officeLanguage,
  type Pbx,
  type ReportFilter,
  type SavedReport,
} from "../../core/directory/mod.ts";
import { spellingsOf } from "../../core/routing/mod.ts";
import type { Mail } from "../../core/mail/mod.ts";
import type { ReportPlan } from "./make_report.ts";
import { type Period, periodBefore } from "./period.ts";
import type { Language } from "./report.ts";
import type { ReportRun } from "./schedule.ts";
import { sayFilter } from "./said_filter.ts";
import { zoneOf } from "./zone.ts";
import { MEDIA_TYPES } from "./write/media_types.ts";

/** How a saved report is made, in the office as it is now. */
export function planFor(
  saved: SavedReport,
  { office, pbx, extensions, reports, queues }: Directory,
  { period, madeAt, of, only }: {
    readonly period: Period;
    readonly madeAt: number;
    /** Another phone system, whose calls are counted in the place of the box's own. */
    readonly of?: Pbx | undefined;
    /** Extensions and queues of which alone it tells; undefined: of the whole office. */
    readonly only?: readonly string[] | undefined;
  },
): ReportPlan {
  const timeZone = zoneOf(saved, { office, pbx }, of?.name);
  const language = officeLanguage(office);
  const own = {
    office: office.name,
    parts: saved.parts,
    answerWithinS: reports.answerWithinS,
    names: new Map([...extensions].map(([number, { name }]) => [number, name])),
    thresholds: Object.fromEntries(
      [...queues.values()].flatMap(({ number, answerWithinS: s }) => s === undefined ? [] : [[number, s] as const]),
    ),
    wrapUps: Object.fromEntries([...queues.values()].map(({ number, wrapUpS }) => [number, wrapUpS])),
  };
  const whose = of === undefined ? own : planOf(of, own);
  const queueNames: readonly (readonly [string, string])[] = of === undefined
    ? [...queues.values()].map(({ number, name }) => [number, name])
    : of.queues.map(({ id, name }) => [id, name]);
  const filtered = sayFilter(saved.of, { queues: new Map(queueNames), extensions: whose.names }, language);
  const title = saved.title ?? saved.name;
  return {
    ...whose,
    ...only === undefined ? {} : { only },
    title: filtered === "" ? title : `${title} – ${filtered}`,
    period,
    timeZone,
    language,
    madeAt,
    goal: reports.goalPercent / 100,
    quality: reports.quality,
    variant: reports.serviceLevel,
    shortS: reports.misdialledS,
    shortAbandonS: reports.shortAbandonS,
    timeOf: reports.timeOf,
    resolutionWindowS: 3_600 * reports.repeatWithinHours,
    ...filtered === "" || saved.of === undefined ? {} : {
      asked: saved.of,
      of: spelt(saved.of, of?.country ?? office.country),
    },
    ...saved.interval === undefined ? {} : { interval: saved.interval },
    ...reports.agentScore ? { agentScore: { ringWithinS: reports.ringWithinS } } : {},
    ...saved.parts.includes("comparison") ? { periodBefore: periodBefore(saved.period, period, timeZone) } : {},
  };
}

/** Numbers of ours in each way in which whoever brings the calls may write them. */
function spelt(of: ReportFilter, country: string): ReportFilter {
  const { number: numbers } = of;
  return numbers === undefined
    ? of
    : { ...of, number: [...new Set(numbers.flatMap((number) => spellingsOf(number, country)))] };
}

type Whose = Pick<ReportPlan, "office" | "parts" | "names" | "answerWithinS" | "thresholds" | "wrapUps">;

/**
 * Its extensions and queues are not the office's, whatever their numbers: who has which is known as far as its queue logs write
 * names instead. What calls cost, and how they sounded, it has not.
 */
function planOf({ name, queues, members, answerWithinS }: Pbx, own: Whose): Whose {
  const told = (key: "answerWithinS" | "wrapUpS") =>
    Object.fromEntries(queues.flatMap(({ id, [key]: value }) => value === undefined ? [] : [[id, value] as const]));
  return {
    office: `${own.office}: ${name}`,
    parts: own.parts.filter((part) => part !== "costs" && part !== "quality"),
    // `PJSIP/101` is a phone, and no name of anybody.
    names: new Map(members.filter(({ id }) => !id.includes("/")).map(({ id, name }) => [name, id])),
    answerWithinS: answerWithinS ?? own.answerWithinS,
    thresholds: told("answerWithinS"),
    wrapUps: told("wrapUpS"),
  };
}

const WORDS: Readonly<Record<Language, { readonly body: (title: string, from: string, to: string) => string }>> = {
  en: { body: (title, from, to) => `${title}: from ${from} until ${to}.\n\nThe report is attached.\n` },
  ro: { body: (title, from, to) => `${title}: de la ${from} până la ${to}.\n\nRaportul este atașat.\n` },
};

/**
 * The mails that bring a report, one to each who is to have it. A run that is made again after a crash has the same ids:
 * the outbox keeps each once, and who has had it knows it again.
 *
 * @param path of the file, below the box's data folder
 */
export function reportMails({ report, at, period, timeZone, key }: ReportRun, path: string, office: {
  readonly name: string;
  readonly language: string;
}): readonly Mail[] {
  const { name, title = name, format, to } = report;
  const hours = LocalHours.of(timeZone);
  const local = (instant: number) => hours.written(instant).slice(0, 16).replace("T", " ");
  const file = { path, name: `${name}-${hours.at(at).date}.${format}`, type: MEDIA_TYPES[format] };
  return to.map((address, nth) => ({
    id: `report.${key}.${nth}`,
    to: address,
    subject: `${office.name}: ${title}`,
    text: WORDS[officeLanguage(office)].body(title, local(period.from), `${local(period.to)} (${timeZone})`),
    attachments: [file],
  }));
}
