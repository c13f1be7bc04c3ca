import { stirLine } from "./lamps.ts";
import type { Parts } from "./parts.ts";
import type { SeatChange } from "./seating.ts";

/** Somebody else sits at a phone: the record, his colleagues' lamps and the phone's own show it. */
export function seatChanged(parts: Parts, change: SeatChange): void {
  const { exchange, life, changedBoxes } = parts;
  const { phone, from, to, by } = change;
  exchange.note("", change);
  exchange.log("info", "Somebody else sits at a phone", { phone, from, to, by });
  if (by === "phone") life.sign(to, exchange.now);
  for (const number of new Set([phone, from, to])) {
    stirLine(parts, number);
    changedBoxes.add(number);
  }
}
