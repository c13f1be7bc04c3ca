import type { CallEvent, Party } from "./event.ts";
import type { Row } from "./reading.ts";

/** Whether somebody outside called and hides his number, by a row of `call`; colleagues are known by their lamps all the same. */
export function callerHides(row: Row): boolean {
  return row["is_hidden"] === 1 && row["from_trunk"] !== null;
}

/** The same by the events of a call: who hides. */
export function hiddenCallerOf(events: readonly CallEvent[]): Party | undefined {
  const [first] = events;
  return first?.type === "call.started" && first.isHidden === true && first.from.trunk !== undefined
    ? first.from
    : undefined;
}
