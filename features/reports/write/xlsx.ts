import { LocalHours } from "../../../core/base/mod.ts";
import type { CellObject, Row, SheetData } from "write-excel-file/universal";
import type { Column, Report, Table } from "../report.ts";
import { say } from "../words.ts";
import { toTable } from "./csv.ts";
import { repack } from "./repack.ts";
import { DASH } from "./show.ts";
import { withRows } from "./xlsx_rows.ts";

const LONGEST_SHEET_NAME = 31;
/** A sheet has 1,048,576 rows, its header among them. */
const MOST_ROWS = 1_048_575;

/**
 * A report as a workbook, a sheet for each section. Durations, shares and dates are numbers with a format, so that they can
 * be counted with; whatever came as text is text, and no formula.
 */
export async function writeXlsx(report: Report): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded with the first report: who makes none is spared its memory.
  const [{ default: write }, fflate] = await Promise.all([import("write-excel-file/universal"), import("fflate")]);
  const hours = LocalHours.of(report.timeZone);
  const names = new Set<string>();
  const tables = report.sections.map(toTable).map((table) => ({ ...table, rows: table.rows.slice(0, MOST_ROWS) }));
  const sheets = [
    { sheet: nameOf(report.title, names), data: front(report, hours), columns: [{ width: 40 }] },
    ...tables.map((table) => ({
      sheet: nameOf(table.title, names),
      data: pattern(table),
      columns: table.columns.map(({ title }) => ({ width: Math.min(40, Math.max(12, title.length + 2)) })),
      stickyRowsCount: 1,
    })),
  ];
  const pack = new Uint8Array(await (await write(sheets).toBlob()).arrayBuffer());
  // The sheets of the tables stand behind the first.
  const renew = new Map(
    tables.map((table, at) =>
      [`xl/worksheets/sheet${at + 2}.xml`, (sheet: string) => withRows(sheet, table, hours)] as const
    ),
  );
  return repack(fflate, pack, { renew, at: report.madeAt });
}

/** What the workbook is about. */
function front({ title, office, period, timeZone, language }: Report, hours: LocalHours): SheetData {
  const local = (at: number) => hours.written(at).slice(0, 16).replace("T", " ");
  return [
    [{ value: title, type: String, fontWeight: "bold", fontSize: 16 }],
    [text(office)],
    [text(`${local(period.from)} ${say("until", language)} ${local(period.to)}`)],
    [text(timeZone)],
  ];
}

/** A sheet with its header, a value in each column for its style, and a dash in each. */
function pattern({ columns }: Table): SheetData {
  const header: Row = columns.map(({ title }) => ({ value: title, type: String, fontWeight: "bold" }));
  return [header, columns.map(patternCell), columns.map(() => ({ value: DASH, type: String, align: "right" }))];
}

const FORMATS: Readonly<Partial<Record<Column["unit"], string>>> = {
  seconds: "[h]:mm:ss",
  share: "0.0%",
  number: "0.00",
  money: "0.00####",
  milliseconds: "0.00",
  instant: "yyyy-mm-dd hh:mm:ss",
};

function patternCell({ unit }: Column): CellObject {
  if (unit === "text") return text("-");
  // The format "@" keeps a number that is typed over it text, too.
  if (unit === "phone") return { ...text("-"), format: "@" };
  const format = FORMATS[unit];
  return { value: 1, type: Number, ...(format === undefined ? {} : { format }) };
}

const text = (value: string): CellObject => ({ value, type: String });

/** No two alike, none longer and no sign in it than Excel takes. */
function nameOf(title: string, taken: Set<string>): string {
  const bare = title.replace(/[[\]/\\:*?'\s]+/g, " ").trim().slice(0, LONGEST_SHEET_NAME) || "1";
  let name = bare;
  for (let count = 2; taken.has(name.toLowerCase()); count++) {
    const ending = ` ${count}`;
    name = bare.slice(0, LONGEST_SHEET_NAME - ending.length) + ending;
  }
  taken.add(name.toLowerCase());
  return name;
}
