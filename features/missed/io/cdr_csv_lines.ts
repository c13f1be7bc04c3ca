import { Fields, reading } from "../read/mod.ts";
import type { LineDialect } from "./file_source.ts";

/** The columns that cdr_csv always writes. */
const COLUMNS = [
  ..."accountcode src dst dcontext clid channel dstchannel lastapp lastdata calldate answer end".split(" "),
  ..."duration billsec disposition amaflags".split(" "),
];
/** Those that `newcdrcolumns` of cdr.conf adds at the end. */
const NEW_COLUMNS = ["peeraccount", "linkedid", "sequence"];
const UNIQUEID = /^([^|]*-)?\d{9,11}\.\d+$/;
/** Calls stand in the order in which they ended; in autumn an hour has its label twice. */
const MARGIN_MS = 2 * 3_600_000;

/**
 * Asterisk's `Master.csv`, of cdr_csv. Calls are told apart by their unique ids, which it writes where cdr.conf says
 * `loguniqueid=yes`; with `newcdrcolumns=yes` it also tells which of them belong together.
 */
export async function cdrCsvLines(timeZone: string): Promise<LineDialect> {
  // Loaded with the first look: a box that reads no such file is spared its memory.
  const { parse } = await import("csv-parse/sync");
  const options = { relax_column_count: true, record_delimiter: "\n" };
  /** A line each; undefined where they are not as many, or none can be read. */
  const recordsOf = (lines: readonly string[]): readonly (readonly string[])[] | undefined => {
    try {
      const records: string[][] = parse(lines.join("\n"), options);
      return records.length === lines.length ? records : undefined;
    } catch (error) {
      if (error instanceof Error && "code" in error) return undefined;
      throw error;
    }
  };
  /** Line by line only where it must be: a quote that is never closed spoils no other call. */
  const cellsIn = (lines: readonly string[]): readonly (readonly string[] | undefined)[] =>
    recordsOf(lines) ?? lines.map((line) => recordsOf([line])?.[0]);
  return {
    marginMs: MARGIN_MS,
    rowsOf: (lines) => ({ cdr: cellsIn(lines).map((cells, at) => rowOf(cells) ?? { line: lines[at] }) }),
    timeOf: (line) => {
      const end = cellsIn([line])[0]?.[COLUMNS.indexOf("end")];
      const read = reading(() => new Fields({ end }, "Master.csv").instant("end", timeZone));
      return read.ok ? read.value : undefined;
    },
  };
}

/** By FreePBX's names of the columns; what is read does not tell the line that it stood in. */
function rowOf(cells: readonly string[] | undefined): Readonly<Record<string, string>> | undefined {
  if (cells === undefined || cells.length < COLUMNS.length) return undefined;
  const more = cells.slice(COLUMNS.length);
  const others = more.length < NEW_COLUMNS.length ? more : more.slice(0, more.length - NEW_COLUMNS.length);
  const uniqueid = others.find((cell) => UNIQUEID.test(cell));
  const named = (names: readonly string[], values: readonly string[]) =>
    Object.fromEntries(names.map((name, at) => [name, values[at] ?? ""]));
  return {
    ...named(COLUMNS, cells),
    ...named(NEW_COLUMNS, more.slice(others.length)),
    ...(uniqueid === undefined ? {} : { uniqueid }),
  };
}
