import type { Entry } from "../../entry.ts";
import type { Opening } from "../../openings.ts";
import { unpacked } from "./packed_text.ts";

/** An entry out of its row. */
export const readEntry = (row: Readonly<Record<string, unknown>>): Entry => withAll(unpacked(row["data"]));

/** What is undefined has no place in JSON. */
function withAll(entry: Entry): Entry {
  const { tenant, callerKey, did, state, attempts, attemptsSinceOpen, clearedBy, closedByExt, closedAt } = entry;
  const { note, reopenedCount, route, trunk, rang, audit, isErased, earlier, opened, unlisted } = entry;
  const first = { tenant, callerKey, did, state, attempts, attemptsSinceOpen, clearedBy, closedByExt, closedAt };
  const line = trunk === undefined ? {} : { trunk };
  const anew = earlier === undefined || opened === undefined ? {} : { earlier: earlier.map(withEnd), opened };
  const whole = { ...first, note, reopenedCount, route, ...line, rang, audit, isErased, ...anew };
  return unlisted === undefined ? whole : { ...whole, unlisted };
}

const withEnd = ({ openedAt, call, lastAt, clearedBy, closedAt }: Opening): Opening => ({
  ...{ openedAt, call, lastAt, clearedBy, closedAt },
});
