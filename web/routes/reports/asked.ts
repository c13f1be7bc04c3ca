import {
  DEFAULT_CSV,
  REPORT_DIMENSIONS,
  REPORT_FORMATS,
  type ReportFilter,
  type ReportFormat,
  type ReportPart,
  type SavedReport,
} from "../../../core/directory/mod.ts";
import type { Period } from "../../../features/reports/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { type Step, STEPS } from "./charts_of.ts";
import { USUAL_PERIOD, type Within } from "../../period/mod.ts";

/** What the page shows, in a file. */
const AS_FILE: readonly ReportPart[] = [
  "summary",
  "intervals",
  "hours",
  "week",
  "queues",
  "numbers",
  "trunks",
  "agents",
];
const MOST_NAMES = 50;
const DAY_MS = 86_400_000;
/** A week in which the clock is put back is no more than that. */
const FEW_DAYS = 8;
const MOST_DAYS_BY_HOUR = 100;

/** Who was called in the calls of a queue, a number or a trunk takes longer to count than all else, and nobody asks it. */
export function partsOfFile(of: ReportFilter | undefined): readonly ReportPart[] {
  return of === undefined || of.extension !== undefined ? [...AS_FILE, "extensions"] : AS_FILE;
}

/** The same for whoever sees a part of the office: what can be told row by row. */
export const OWN_ROWS: readonly ReportPart[] = ["queues", "extensions"];

/** A report that no office file has to name; days of one's own are told it besides. */
export function pageReport(within: Within, parts: readonly ReportPart[], of?: ReportFilter): SavedReport {
  return {
    ...of === undefined ? {} : { of },
    name: "kontor",
    title: "Kontor",
    parts,
    period: typeof within === "string" ? within : USUAL_PERIOD,
    format: "pdf",
    csv: DEFAULT_CSV,
    to: [],
  };
}

/** Hours where there are not too many of them, days else: or as one wishes, while anybody could tell them apart. */
export function stepIn(url: URL, { from, to }: Period): Step {
  const wanted = url.searchParams.get("by");
  const days = (to - from) / DAY_MS;
  return days > MOST_DAYS_BY_HOUR ? "day" : STEPS.find((step) => step === wanted) ?? (days > FEW_DAYS ? "day" : "hour");
}

/** Of another phone system's calls; undefined: of the box's own, as for whoever sees only some of them. */
export function tenantIn(url: URL, { world, account }: Pick<SignedVisit, "world" | "account">): string | undefined {
  const wanted = url.searchParams.get("tenant");
  const known = account.scope === undefined ? world.directory().pbx : [];
  return known.find(({ name }) => name === wanted)?.name;
}

/**
 * `queue:8001,8002;trunk:digi`, in one piece or, as a form sends it, in several: of the calls of any of these queues that came by
 * that trunk. Undefined: of all, as for whoever sees only his own rows of them.
 */
export function filterIn(url: URL, { account }: Pick<SignedVisit, "account">): ReportFilter | undefined {
  const given = url.searchParams.getAll("of").flatMap((text) => text.split(";")).flatMap((text) => {
    const [, dimension, names = ""] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
    return names.split(",").map((name) => ({ dimension, name: name.trim() })).filter(({ name }) => name !== "");
  });
  const byDimension = Object.groupBy(given, ({ dimension = "" }) => dimension);
  const of = REPORT_DIMENSIONS.flatMap((each) => {
    const names = new Set(byDimension[each]?.map(({ name }) => name));
    return names.size === 0 ? [] : [[each, [...names].slice(0, MOST_NAMES)] as const];
  });
  return account.scope !== undefined || of.length === 0 ? undefined : Object.fromEntries(of);
}

/** The same as the address has it; an empty text: all calls. */
export function filterText(of: ReportFilter = {}): string {
  return Object.entries(of).map(([dimension, names]) => `${dimension}:${names.join(",")}`).join(";");
}

export function formatIn(url: URL): ReportFormat {
  const wanted = url.searchParams.get("format");
  return REPORT_FORMATS.find((format) => format === wanted) ?? "pdf";
}
