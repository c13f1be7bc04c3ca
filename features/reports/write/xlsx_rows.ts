import type { LocalHours } from "../../../core/base/mod.ts";
import type { Table, Unit, Value } from "../report.ts";
import { DASH } from "./show.ts";

const DAY_S = 86_400;
/** Days from Excel's first one, 30 December 1899 as it counts, to 1970. */
const EXCEL_EPOCH_DAYS = 25_569;
/** Below the header; rows count from 1. */
const FIRST_ROW = 2;
/** How many rows are written in one go. */
const CHUNK_ROWS = 1_000;

/**
 * A sheet (ECMA-376 part 1 §18.3.1.73) whose pattern rows are replaced by all of a table's, in the styles of the pattern.
 * The library makes four objects of every cell, and packs what is large in a worker of its own: a month of 100,000 calls
 * would take it half a minute and 3.7 GB.
 */
export function* withRows(sheet: string, { columns, rows }: Table, hours: LocalHours): Generator<string, void, void> {
  const [, values = "", dashes = ""] = [...sheet.matchAll(/<row [^>]*>.*?<\/row>/gs)].map(([row]) => row);
  const [styles, dashStyles] = [stylesOf(values), stylesOf(dashes)];
  const start = sheet.indexOf(values);
  const end = sheet.indexOf(dashes) + dashes.length;
  if (styles.length !== columns.length || dashStyles.length !== columns.length || start < 0) {
    throw new Error(`Cannot read the pattern of a sheet of ${columns.length} columns`);
  }
  yield sheet.slice(0, start);
  for (let first = 0; first < rows.length; first += CHUNK_ROWS) {
    yield rows.slice(first, first + CHUNK_ROWS).map((row, nth) => {
      const cells = row.map((value, at) => cell(value, columns[at]!.unit, { styles, dashStyles, at, hours }));
      return `<row r="${first + nth + FIRST_ROW}">${cells.join("")}</row>`;
    }).join("");
  }
  yield sheet.slice(end);
}

/** ` s="4"` of every cell of a row, or nothing. */
function stylesOf(row: string): readonly string[] {
  return [...row.matchAll(/<c ([^>]*)>/g)].map(([, attributes = ""]) =>
    / s="[0-9]+"/.exec(` ${attributes}`)?.[0] ?? ""
  );
}

interface CellPlace {
  readonly styles: readonly string[];
  readonly dashStyles: readonly string[];
  readonly at: number;
  readonly hours: LocalHours;
}

function cell(value: Value, unit: Unit, { styles, dashStyles, at, hours }: CellPlace): string {
  if (value === null) return text(DASH, dashStyles[at]!);
  if (typeof value === "string") return text(value, styles[at]!);
  return `<c${styles[at]!}><v>${numberOf(value, unit, hours)}</v></c>`;
}

function text(value: string, style: string): string {
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
}

/** Durations and dates are days; Excel knows no time zones, so its times are those of the report's zone. */
function numberOf(value: number, unit: Unit, hours: LocalHours): number {
  if (unit === "seconds") return Math.round(value) / DAY_S;
  if (unit !== "instant") return value;
  return (Math.round(value / 1_000) + hours.at(value).offsetMs / 1_000) / DAY_S + EXCEL_EPOCH_DAYS;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** XML 1.0 §2.2: what is no character there cannot be written, escaped or not. */
function escape(value: string): string {
  // deno-lint-ignore no-control-regex -- these are the ones that XML has no place for
  return value.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(
    /[&<>]/g,
    (sign) => ENTITIES[sign]!,
  );
}
