import type { Condition } from "../../../core/record/mod.ts";
import { openRows, type RowsFile } from "../../../core/store/io/rows/mod.ts";
import { SOUND_COLUMNS, soundOf } from "../from_rows.ts";
import type { Period } from "../period.ts";
import type { Sound } from "../report_call.ts";
import { byCalls, cellsWithin } from "./within.ts";

/** Who has talked longer than that is not looked for. */
const LONGEST_CALL_MS = 4 * 3_600_000;
/** Whoever told anything of a stream told this. */
const IS_TOLD: Condition = { column: "jitter_ms", is: ">=", value: 0 };

/** How the streams sounded that ended in a period. */
export function readSounds(data: string, { from, to }: Period): readonly Sound[] {
  using file = openRows(data);
  const ended: readonly Condition[] = [
    { column: "ended_at", is: ">=", value: from },
    { column: "ended_at", is: "<", value: to },
  ];
  return [...sounds(file, { from: from - LONGEST_CALL_MS, to }, ended)];
}

/** How the streams sounded of whoever called or was called in a period. */
export function soundsWithin(file: RowsFile, period: Period): Iterable<Sound> {
  return sounds(file, period, []);
}

function* sounds(file: RowsFile, period: Period, where: readonly Condition[]): Generator<Sound> {
  const look = { table: "seat", column: "offered_at", columns: SOUND_COLUMNS, where: [IS_TOLD, ...where] };
  for (const cells of cellsWithin(file, ...byCalls(period, { ...look, longestMs: LONGEST_CALL_MS }))) {
    const sound = soundOf(cells);
    if (sound !== undefined) yield sound;
  }
}
