import type { ReportFilter } from "../../core/directory/mod.ts";
import type { CallEnd, VisitEnd } from "../../core/record/mod.ts";
import type { MissEnd } from "./misses.ts";
import type { Period } from "./period.ts";
import type { Sounded } from "./quality.ts";

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
  readonly direction?: AnyOf<"in" | "out" | "internal">;
  readonly outcome?: AnyOf<CallEnd>;
  /** Only those that reached a phone that rang, or a queue. */
  readonly counted?: true;
  readonly queue?: AnyOf;
  /** Which queue it came to, whatever became of it there, */
  readonly visited?: AnyOf;
  /** and how it left that. */
  readonly left?: VisitEnd;
  readonly trunk?: AnyOf;
  readonly dialled?: AnyOf;
  readonly reached?: AnyOf;
  readonly account?: string;
  /** Who made it, or was called. */
  readonly extension?: AnyOf;
  /** Longer than so many seconds, until somebody took it or it ended. */
  readonly waitedOver?: number;
  /** In this hour of a day, or on this day of a week (1 is Monday), */
  readonly hour?: number;
  readonly weekday?: number;
  /** by the clock of this zone. */
  readonly zone?: string;
  /** So many seconds, or less. */
  readonly waitedWithin?: number;
  /** Without callers from outside who gave up in so many seconds. */
  readonly shortAbandon?: number;
  /** Somebody in it was heard so. */
  readonly sounded?: Sounded;
}

/** Which misses a row counts, in the words in which the list of missed calls is asked for them. */
export interface MissQuestion {
  readonly missedSince: number;
  readonly missedUntil: number;
  readonly ended?: MissEnd;
}

/** A name, or one of several. */
export type AnyOf<Name extends string = string> = Name | readonly Name[];

export interface Figure {
  /** For programs; the same in every language. */
  readonly key: string;
  readonly title: string;
  readonly unit: Unit;
  readonly value: Value;
  /** The calls behind it: those that it counts, or of which it is an average or a share. */
  readonly ask?: CallQuestion;
  /** Or the misses. */
  readonly missed?: MissQuestion;
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
  /** Or the misses. */
  readonly missed?: readonly MissQuestion[];
  /** For each row: what it counts, where a word of a few says it: the same in every language. */
  readonly codes?: readonly string[];
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
  /** For each label: the calls behind it. */
  readonly asks?: readonly CallQuestion[];
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
  /** Of these calls alone. */
  readonly of?: ReportFilter;
  readonly sections: readonly Section[];
}

/** A series as a table: for files that draw nothing. */
export function tableOf({ key, title, of, labels, lines, unit, asks }: Series): Table {
  return {
    ...asks === undefined ? {} : { asks },
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
