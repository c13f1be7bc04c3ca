import { concat } from "../../../core/base/mod.ts";
import type { CallQuestion, Report, Section } from "../report.ts";

export interface JsonOptions {
  /** Where the calls behind a row are listed: `/api/v1/calls`; undefined: nobody looks at them. */
  readonly callsAt: string | undefined;
}

/** A report as one JSON value: its figures as they were counted, and for each row of a table a link to its calls, if wanted. */
export function writeJson(report: Report, { callsAt }: JsonOptions): Uint8Array<ArrayBuffer> {
  const { title, office, period, timeZone, language, madeAt, sections } = report;
  return new TextEncoder().encode(JSON.stringify({
    title,
    office,
    since: new Date(period.from).toISOString(),
    until: new Date(period.to).toISOString(),
    time_zone: timeZone,
    language,
    made_at: new Date(madeAt).toISOString(),
    sections: sections.map((section) => sectionOf(section, callsAt)),
  }));
}

/** JSON values as one list of them. */
export function listOf(values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [open, comma, close] = ["[", ",", "]"].map((sign) => new TextEncoder().encode(sign));
  return concat([open!, ...values.flatMap((value, at) => at === 0 ? [value] : [comma!, value]), close!]);
}

function sectionOf(section: Section, callsAt: string | undefined): unknown {
  if (section.kind !== "table" || section.asks === undefined) return section;
  const { asks, ...table } = section;
  return callsAt === undefined ? table : { ...table, calls: asks.map((ask) => linkOf(ask, callsAt)) };
}

function linkOf({ since, until, ...filters }: CallQuestion, callsAt: string): string {
  const query = new URLSearchParams({
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    ...Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)])),
  });
  return `${callsAt}?${query}`;
}
