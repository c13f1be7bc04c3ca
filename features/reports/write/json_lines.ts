import { LocalHours } from "../../../core/base/mod.ts";
import type { Report, Table, Value } from "../report.ts";
import { toTable } from "./csv.ts";
import { encode } from "./encode.ts";

/** A report for programs: each row an object on a line of its own, under keys that no language changes. */
export function writeJsonLines(report: Report): Uint8Array<ArrayBuffer> {
  const hours = LocalHours.of(report.timeZone);
  const lines = report.sections.map(toTable).flatMap(({ key, columns, rows }) =>
    rows.map((row) =>
      JSON.stringify({
        section: key,
        ...Object.fromEntries(columns.map((column, at) => [column.key, plain(row[at] ?? null, column, hours)])),
      })
    )
  );
  return encode(lines, { encoding: "utf-8", bom: false, end: "\n" });
}

function plain(value: Value, { unit }: Table["columns"][number], hours: LocalHours): Value {
  return unit === "instant" && typeof value === "number" ? hours.written(value) : value;
}
