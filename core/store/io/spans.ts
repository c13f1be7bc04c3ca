import type { Condition, SumShape } from "../../record/mod.ts";

/** What the rows of a table of sums are of: hours (or quarters of them), whole days of UTC, and four weeks of those. */
export interface Span {
  /** Of the table's name. */
  readonly ending: string;
  readonly ms: number;
}

const DAY_MS = 86_400_000;
export const SPANS: readonly [Span, Span, Span] = [
  { ending: "", ms: 1 },
  { ending: "_day", ms: DAY_MS },
  { ending: "_weeks", ms: 28 * DAY_MS },
];

export function spansOf({ isLong }: SumShape): readonly Span[] {
  return isLong === true ? SPANS : SPANS.slice(0, 1);
}

/** A stretch of time, and in which table it is added up. */
export interface Piece {
  readonly ending: string;
  readonly from: number;
  readonly to: number;
}

/** A period in the fewest pieces: weeks and days where they are whole, hours before and after them. */
export function piecesOf(from: number, to: number, spans: readonly Span[] = SPANS): readonly Piece[] {
  const span = spans.at(-1);
  if (span === undefined || from >= to) return [];
  const shorter = spans.slice(0, -1);
  const [first, last] = [Math.ceil(from / span.ms) * span.ms, Math.floor(to / span.ms) * span.ms];
  if (shorter.length === 0) return [{ ending: span.ending, from, to }];
  if (first >= last) return piecesOf(from, to, shorter);
  return [
    ...piecesOf(from, first, shorter),
    { ending: span.ending, from: first, to: last },
    ...piecesOf(last, to, shorter),
  ];
}

/** The period that conditions speak of; undefined where it has no end. */
export function periodIn(
  where: readonly Condition[],
  time: string,
): { readonly from: number; readonly to: number } | undefined {
  const theirs = where.filter(({ column }) => column === time);
  const of = (is: Condition["is"]) => theirs.filter((each) => each.is === is).map(({ value }) => Number(value));
  const [from, to] = [of(">="), of("<")];
  return theirs.length > 0 && theirs.length === from.length + to.length && from.length > 0 && to.length > 0
    ? { from: Math.max(...from), to: Math.min(...to) }
    : undefined;
}
