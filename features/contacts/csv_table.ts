import { parse } from "csv-parse/sync";
import { looksDialled } from "./guess_columns.ts";

/** A row of a table, with the line of the file that it begins on. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  /** Undefined where the first row is somebody already. */
  readonly head: readonly string[] | undefined;
  readonly rows: readonly TableRow[];
  /** Lines that are no rows: a quote that never ends, or stands in the middle. */
  readonly broken: readonly { readonly line: number; readonly text: string }[];
}

/** Reads a table (RFC 4180), whatever stands between its cells. */
export function readCsvTable(given: string): CsvTable {
  // The library counts CR and LF inside of quotes as two lines.
  const text = given.replace(/\r\n?/g, "\n");
  // Excel's own way of saying what stands between cells.
  const said = /^\ufeff?sep=([^"\n])\n/i.exec(text);
  const lines = text.split("\n");
  const broken: { line: number; text: string }[] = [];
  const rows: TableRow[] = [];
  parse(text, {
    delimiter: said?.[1] ?? delimiterOf(lines[0] ?? ""),
    from_line: said === null ? 1 : 2,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (cells: readonly string[], { lines }) => {
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ line: firstLine(cells, lines), cells });
      return null;
    },
    on_skip: (error) => {
      const line = Number(error?.["lines"] ?? 0);
      broken.push({ line, text: (lines[line - 1] ?? "").slice(0, 200) });
      return undefined;
    },
  });
  const [first] = rows;
  const hasHead = first !== undefined && !first.cells.some(looksDialled);
  return {
    head: hasHead ? first.cells.map((cell) => cell.trim()) : undefined,
    rows: hasHead ? rows.slice(1) : rows,
    broken,
  };
}

/** What is told is where a row ends; a note of three lines begins two lines above. */
function firstLine(cells: readonly string[], last: number): number {
  return last - cells.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);
}

/** What stands most often between words of the first line. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => count(each) > count(best) ? each : best);
}
