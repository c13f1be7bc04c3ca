import { concat } from "../../../core/base/mod.ts";
import type { CallQuestion, MissQuestion, Report, Section } from "../report.ts";

/** Where what is counted is listed. */
export interface Lists {
  /** `/api/v1/calls` */
  readonly calls: string;
  /** `/api/v1/missed`, and of another phone system its name. */
  readonly missed: string;
}

export interface JsonOptions {
  /** Undefined: nobody looks at what is counted. */
  readonly lists: Lists | undefined;
}

/** A report as one JSON value: what it counted, and for figures, rows of tables and labels of series links to it, if wanted. */
export function writeJson(report: Report, { lists }: JsonOptions): Uint8Array<ArrayBuffer> {
  const { title, office, period, timeZone, language, madeAt, of, sections } = report;
  return new TextEncoder().encode(JSON.stringify({
    title,
    office,
    since: new Date(period.from).toISOString(),
    until: new Date(period.to).toISOString(),
    time_zone: timeZone,
    language,
    made_at: new Date(madeAt).toISOString(),
    ...of === undefined ? {} : { of },
    sections: sections.map((section) => sectionOf(section, lists)),
  }));
}

/** JSON values as one list of them. */
export function listOf(values: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [open, comma, close] = ["[", ",", "]"].map((sign) => new TextEncoder().encode(sign));
  return concat([open!, ...values.flatMap((value, at) => at === 0 ? [value] : [comma!, value]), close!]);
}

function sectionOf(section: Section, lists: Lists | undefined): unknown {
  if (section.kind === "figures") {
    const figures = section.figures.map(({ ask, missed, ...figure }) =>
      lists === undefined ? figure : {
        ...figure,
        ...ask === undefined ? {} : { calls: linkOf(ask, lists.calls) },
        ...missed === undefined ? {} : { missed: linkOf(missed, lists.missed) },
      }
    );
    return { ...section, figures };
  }
  const { asks, missed, ...others } = { missed: undefined, ...section };
  return lists === undefined ? others : {
    ...others,
    ...asks === undefined ? {} : { calls: asks.map((ask) => linkOf(ask, lists.calls)) },
    ...missed === undefined ? {} : { missed: missed.map((ask) => linkOf(ask, lists.missed)) },
  };
}

/** Numbers of what begins or ends then are moments. */
const MOMENTS: ReadonlySet<string> = new Set(["since", "until", "missedSince", "missedUntil"]);

function linkOf(question: CallQuestion | MissQuestion, listAt: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const each of Array.isArray(value) ? value : [value]) {
      query.append(key, MOMENTS.has(name) ? new Date(each).toISOString() : String(each));
    }
  }
  return `${listAt}${listAt.includes("?") ? "&" : "?"}${query}`;
}
