import { fail, type Result } from "../base/mod.ts";
import { moneyOf } from "./money.ts";
import type { Rate } from "./rate.ts";

/** The columns of a file, by their names in its first line; the last two may be missing. */
const COLUMNS = ["prefix", "per_minute", "setup", "increment"] as const;
const MOST_RATES = 200_000;
/** Whoever says nothing counts by the minute: dearer than it is, but never cheaper. */
const USUAL_INCREMENT_S = 60;

/** A line of a file under the names of its columns, and which line it is. */
export interface CsvRow {
  readonly record: Readonly<Partial<Record<string, string>>>;
  readonly line: number;
}
/** Reads CSV whose first line names the columns; throws an Error that says what is wrong with it. */
export type CsvParser = (text: string, delimiter: string, most: number) => readonly CsvRow[];

/**
 * Reads a provider's price list: CSV (RFC 4180) with a first line of names, apart by commas, semicolons or tabs. The first
 * fault is told with its line.
 */
export function readRates(text: string, parse: CsvParser): Result<readonly Rate[]> {
  const delimiter = delimiterOf(text);
  let rows: readonly CsvRow[];
  try {
    rows = parse(text, delimiter, MOST_RATES);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail("bad-csv", `it cannot be read as CSV: ${error.message}`);
  }
  const rates: Rate[] = [];
  for (const { record, line } of rows) {
    const rate = rateIn(record);
    if (typeof rate === "string") return fail("bad-rate", `line ${line}: ${rate}`);
    rates.push(rate);
  }
  return rates.length === 0
    ? fail("no-rates", `it has no line behind ${COLUMNS.join(",")}`)
    : { ok: true, value: rates };
}

/** By what stands between the names: where semicolons do, a comma may be within a price. */
export function delimiterOf(text: string): string {
  return [";", "\t"].find((each) => text.split("\n", 1)[0]!.includes(each)) ?? ",";
}

/** A rate, or what is wrong with it. */
function rateIn(row: CsvRow["record"]): Rate | string {
  const { prefix = "", per_minute = "", setup = "0", increment = String(USUAL_INCREMENT_S) } = row;
  const digits = prefix.replace(/^(\+|00)/, "");
  if (!/^[0-9]{0,15}$/.test(digits) || prefix === "") return `"${prefix}" is not a prefix as in +4072`;
  const [minute, start] = [moneyOf(per_minute), moneyOf(setup)];
  if (minute === undefined) return `per_minute: "${per_minute}" is not a price as in 0.0125`;
  if (start === undefined) return `setup: "${setup}" is not a price as in 0.0125`;
  if (!/^[1-9][0-9]{0,3}$/.test(increment)) return `increment: "${increment}" is not a number of seconds`;
  return { prefix: `+${digits}`, perMinute: minute, setup: start, increment: Number(increment) };
}
