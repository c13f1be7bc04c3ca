import type { CallEnd } from "../../core/record/mod.ts";
import type { Period } from "./period.ts";

/** What a value counts, and so how it is shown: shares are from 0 to 1, instants milliseconds since 1970 UTC. */
export type Unit =
  | "text"
  /** Digits that no program may read as a number, with or without a leading `+`. */
  | "phone"
  | "count"
  | "seconds"
  | "milliseconds"
  | "share"
  | "number"
  /** In whole units of a currency that the column names. */
  | "money"
  | "instant";

/** Null is what nobody counted: it is shown as a dash, never as 0. */
export type Value = string | number | null;

/** Which calls a row counts, in the words in which the list of calls is asked for them. */
export interface CallQuestion {
  readonly since: number;
  readonly until: number;
  readonly direction?: "in" | "out" | "internal";
  readonly outcome?: CallEnd;
  /** Only those that reached a phone that rang, or a queue. */
  readonly counted?: true;
  readonly queue?: string;
  readonly trunk?: string;
  readonly dialled?: string;
  readonly reached?: string;
  readonly account?: string;
  /** Who made it, or was called. */
  readonly extension?: string;
}

export interface Figure {
  /** For programs; the same in every language. */
  readonly key: string;
  readonly title: string;
  readonly unit: Unit;
  readonly value: Value;
}

export interface Figures {
  readonly kind: "figures";
  readonly key: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** What one must know to read them rightly. */
  readonly note?: string;
}

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly unit: Unit;
}

export interface Table {
  readonly kind: "table";
  readonly key: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** For each row: the calls behind it. */
  readonly asks?: readonly CallQuestion[];
  readonly note?: string;
}

/** One value for each label, of one or several things. */
export interface Series {
  readonly kind: "series";
  readonly key: string;
  readonly title: string;
  readonly drawn: "bars" | "lines";
  readonly unit: Unit;
  /** What the labels are of: days, hours. */
  readonly of: string;
  readonly labels: readonly string[];
  readonly lines: readonly SeriesLine[];
  /** Drawn across, where there is one. */
  readonly limit?: number;
}

export interface SeriesLine {
  readonly key: string;
  readonly title: string;
  readonly values: readonly (number | null)[];
}

export type Section = Figures | Table | Series;
export type Language = "en" | "ro";

/** A report as a plain value: what is in it, in words and figures, before anybody decides on a file. */
export interface Report {
  readonly title: string;
  readonly office: string;
  readonly period: Period;
  /** IANA: whose clock the hours are of. */
  readonly timeZone: string;
  readonly language: Language;
  /** Stands in files in place of the moment in which they were written: the same report is the same octets. */
  readonly madeAt: number;
  readonly sections: readonly Section[];
}

/** A series as a table: for files that draw nothing. */
export function tableOf({ key, title, of, labels, lines, unit }: Series): Table {
  return {
    kind: "table",
    key,
    title,
    columns: [
      { key: "label", title: of, unit: "text" },
      ...lines.map((line): Column => ({ key: line.key, title: line.title, unit })),
    ],
    rows: labels.map((label, at) => [label, ...lines.map(({ values }) => values[at] ?? null)]),
  };
}
