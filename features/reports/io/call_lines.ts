import { LocalHours } from "../../../core/base/mod.ts";
import { openRows } from "../../../core/store/io/rows/mod.ts";
import type { Period } from "../period.ts";

/** So many calls a chunk: a fraction of a megabyte. */
const CALLS = 1_000;
const MOST_CALLS = 100_000_000;

/**
 * Every call of a period, oldest first, as JSON Lines: the columns of the row `call`, its moments in ISO 8601 by the clock of a
 * zone.
 */
export function* callLines(
  { data, period, timeZone }: { readonly data: string; readonly period: Period; readonly timeZone: string },
): Generator<Uint8Array<ArrayBuffer>, void, void> {
  using file = openRows(data);
  const hours = LocalHours.of(timeZone);
  const encoder = new TextEncoder();
  const rows = file.rows({
    table: "call",
    where: [
      { column: "started_at", is: ">=", value: period.from },
      { column: "started_at", is: "<", value: period.to },
    ],
    orderBy: ["started_at", "call"],
    descending: false,
    limit: MOST_CALLS,
  });
  let lines: string[] = [];
  for (const row of rows) {
    const cells = Object.entries(row).map(([column, cell]) =>
      [column, column.endsWith("_at") && typeof cell === "number" ? hours.written(cell) : cell] as const
    );
    lines.push(`${JSON.stringify(Object.fromEntries(cells))}\n`);
    if (lines.length < CALLS) continue;
    yield encoder.encode(lines.join(""));
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(lines.join(""));
}
