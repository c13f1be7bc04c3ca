/**
 * What a bench answers, and how a figure is judged against its goal and against the committed table.
 *
 * A bench is an exported function `benchName(): Promise<readonly Figure[]>` in a file `x_bench.ts`.
 *
 * @module
 */

/** One measured figure. */
export interface Figure {
  /** What was measured, as a row of the table: "relayed calls on one core, zero loss". Unique in the house. */
  readonly figure: string;
  readonly value: number;
  /** "us", "ms", "MB", "KB", "%", "x" (a ratio), "/s", "calls" ... */
  readonly unit: string;
  /** What it must reach, where it must: ">= 1200", "<= 1.4". Also tells which way is better. */
  readonly goal?: string;
  /** Which way is better, for a figure without a goal. "less" unless told. */
  readonly better?: "less" | "more";
}

/** A figure of the committed table. `tolerance` is the part by which it may get worse, 0.25 unless told. */
export interface Row {
  readonly value: number;
  readonly unit: string;
  readonly goal?: string;
  readonly better?: "less" | "more";
  readonly tolerance?: number;
}

/** The committed table, with the machine's own pace when it was measured. */
export interface Table {
  /** Milliseconds the yardstick took, see {@link paceMs}. */
  readonly paceMs: number;
  readonly rows: Readonly<Record<string, Row>>;
}

export type Verdict = "met" | "missed" | "slower" | "as before" | "new";

const TOLERANCE = 0.25;

/** Reads ">= 1200" or "<= 1.4". Throws on anything else: a goal is ours. */
export function readGoal(goal: string): { readonly least: boolean; readonly bound: number } {
  const match = /^(>=|<=)\s*([\d.,_]+)$/.exec(goal);
  const bound = Number(match?.[2]?.replace(/[,_]/g, ""));
  if (match === null || Number.isNaN(bound)) {
    throw new Error(`Cannot read the goal "${goal}": expected ">= N" or "<= N"`);
  }
  return { least: match[1] === ">=", bound };
}

export function meetsGoal(value: number, goal: string): boolean {
  const { least, bound } = readGoal(goal);
  return least ? value >= bound : value <= bound;
}

function isMoreBetter(figure: Figure | Row): boolean {
  return figure.goal === undefined ? figure.better === "more" : readGoal(figure.goal).least;
}

/**
 * What a value would be on another machine: times stretch with the machine's pace, rates shrink; ratios, sizes and
 * shares stay.
 *
 * @param slower the other machine's pace by that of the value's: 2 on a machine half as fast
 */
export function valueAt(row: Pick<Row, "value" | "unit">, slower: number): number {
  if (["ns", "us", "ms", "s"].includes(row.unit)) return row.value * slower;
  return row.unit.endsWith("/s") || row.unit === "calls" ? row.value / slower : row.value;
}

/** Judges a figure: its goal first, then the committed row. */
export function judgeFigure(figure: Figure, row: Row | undefined, slower: number): Verdict {
  if (figure.goal !== undefined && !meetsGoal(figure.value, figure.goal)) return "missed";
  if (row !== undefined) {
    const expected = valueAt(row, slower);
    const room = 1 + (row.tolerance ?? TOLERANCE);
    const worse = isMoreBetter(figure) ? figure.value < expected / room : figure.value > expected * room;
    if (worse) return "slower";
  }
  if (figure.goal !== undefined) return "met";
  return row === undefined ? "new" : "as before";
}

/** A fixed piece of plain computing, in milliseconds (the best of five): the yardstick for comparing machines. */
export function paceMs(now: () => number): number {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = now();
    const seen = new Map<number, number>();
    let state = 20_260;
    for (let step = 0; step < 2_000_000; step++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      seen.set(state & 0xffff, (seen.get(state & 0xffff) ?? 0) + 1);
    }
    times.push(now() - started);
  }
  return Math.min(...times);
}
