import {
  DEFAULT_CSV,
  REPORT_FORMATS,
  REPORT_PERIODS,
  type ReportFormat,
  type ReportPart,
  type ReportPeriod,
  type SavedReport,
} from "../../../core/directory/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { type Step, STEPS } from "./charts_of.ts";

/** What the page shows, in a file. */
export const AS_FILE: readonly ReportPart[] = [
  "summary",
  "intervals",
  "hours",
  "week",
  "queues",
  "agents",
  "extensions",
];

export const USUAL_PERIOD: ReportPeriod = "last-7-days";

/** A report that no office file has to name. */
export function pageReport(period: ReportPeriod, parts: readonly ReportPart[]): SavedReport {
  return {
    name: "kontor",
    title: "Kontor",
    parts,
    period,
    format: "pdf",
    csv: DEFAULT_CSV,
    to: [],
  };
}

export function periodIn(url: URL, usual: ReportPeriod = USUAL_PERIOD): ReportPeriod {
  const wanted = url.searchParams.get("period");
  return REPORT_PERIODS.find((period) => period === wanted) ?? usual;
}

/** Hours where there are not too many of them, days else: or as one wishes. */
export function stepIn(url: URL, period: ReportPeriod): Step {
  const wanted = url.searchParams.get("by");
  return STEPS.find((step) => step === wanted) ??
    (period.endsWith("month") || period === "last-30-days" ? "day" : "hour");
}

/** Of another phone system's calls; undefined: of the box's own, as for whoever sees only some of them. */
export function tenantIn(url: URL, { world, account }: Pick<SignedVisit, "world" | "account">): string | undefined {
  const wanted = url.searchParams.get("tenant");
  const known = account.scope === undefined ? world.directory().pbx : [];
  return known.find(({ name }) => name === wanted)?.name;
}

export function formatIn(url: URL): ReportFormat {
  const wanted = url.searchParams.get("format");
  return REPORT_FORMATS.find((format) => format === wanted) ?? "pdf";
}
