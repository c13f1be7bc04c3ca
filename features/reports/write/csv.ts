import { LocalHours } from "../../../core/base/mod.ts";
import { type CsvSettings, DEFAULT_CSV } from "../../../core/directory/mod.ts";
import { type Report, type Section, type Table, tableOf } from "../report.ts";
import { encode } from "./encode.ts";
import { show, type ShowOptions } from "./show.ts";

const DELIMITERS: Readonly<Record<CsvSettings["delimiter"], string>> = { comma: ",", semicolon: ";", tab: "\t" };

/**
 * A report as RFC 4180 has it. One table alone is a plain file with its header; several sections stand below each other,
 * each under its title.
 */
export function writeCsv(report: Report, settings: CsvSettings = DEFAULT_CSV): Uint8Array<ArrayBuffer> {
  const delimiter = DELIMITERS[settings.delimiter];
  const options = { hours: LocalHours.of(report.timeZone), decimal: settings.decimal };
  const line = (cells: readonly string[]) => cells.map((cell) => quote(cell, delimiter)).join(delimiter);
  const tables = report.sections.map(toTable);
  const [first] = tables;
  if (tables.length === 1 && first !== undefined) return encode(lines(first, options).map(line), settings);
  const { hours } = options;
  const head = [[report.title], [hours.written(report.period.from), hours.written(report.period.to), report.timeZone]];
  const body = tables.flatMap((table) => [[], [table.title], ...lines(table, options)]);
  return encode([...head.map((cells) => cells.map(guard)), ...body].map(line), settings);
}

/** How a table is written whose rows come one after the other. */
export interface RowsOptions {
  readonly timeZone: string;
  readonly settings: CsvSettings;
}

/** A table alone, written while its rows are read: the octets of its header, then those of each piece. */
export async function* writeRows(
  columns: Table["columns"],
  pieces: AsyncIterable<Table["rows"]> | Iterable<Table["rows"]>,
  { timeZone, settings }: RowsOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const delimiter = DELIMITERS[settings.delimiter];
  const options = { hours: LocalHours.of(timeZone), decimal: settings.decimal };
  const line = (cells: readonly string[]) => cells.map((cell) => quote(cell, delimiter)).join(delimiter);
  yield encode([line(headerOf(columns))], settings);
  for await (const rows of pieces) {
    yield encode(rows.map((row) => line(cellsOf(row, columns, options))), { ...settings, bom: false });
  }
}

/** Every section as a table. */
export function toTable(section: Section): Table {
  switch (section.kind) {
    case "table":
      return section;
    case "series":
      return tableOf(section);
    case "figures":
      // A figure has a unit of its own, so each is a column of one row.
      return { ...section, kind: "table", columns: section.figures, rows: [section.figures.map(({ value }) => value)] };
  }
}

function lines({ columns, rows }: Table, options: ShowOptions): readonly (readonly string[])[] {
  return [headerOf(columns), ...rows.map((row) => cellsOf(row, columns, options))];
}

function headerOf(columns: Table["columns"]): readonly string[] {
  return columns.map(({ title }) => guard(title));
}

function cellsOf(row: Table["rows"][number], columns: Table["columns"], options: ShowOptions): readonly string[] {
  return row.map((value, at) => cell(value, columns[at]!.unit, options));
}

function cell(value: Table["rows"][number][number], unit: Table["columns"][number]["unit"], options: ShowOptions) {
  const shown = show(value, unit, options);
  return typeof value === "string" ? guard(shown) : shown;
}

/**
 * What a stranger has sent (a name, a number) must not run as a formula when the file is opened in a spreadsheet: an
 * apostrophe in front makes it text. A number in E.164 is harmless.
 */
export function guard(text: string): string {
  return /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^\+[0-9]+$/.test(text) ? `'${text}` : text;
}

function quote(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
