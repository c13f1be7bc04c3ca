import type { Json, WallTime } from "../base/mod.ts";

/** Who sits at a phone that is not his own. */
export interface Seat {
  readonly number: string;
  readonly since: WallTime;
}

/** The family of {@link Notebook} that seats are kept in, by the extension that the phone registers for. */
export const SEAT_FAMILY = "seat";

/** Reads what was kept of a seat; undefined when it makes no sense. */
export function readSeat(value: Json | undefined): Seat | undefined {
  if (typeof value !== "object" || value === null || !("number" in value)) return undefined;
  const { number, since } = value;
  if (typeof number !== "string" || typeof since !== "number") return undefined;
  return { number, since: since as WallTime };
}

/** What is to be kept of a seat. */
export function writeSeat({ number, since }: Seat): Json {
  return { number, since };
}
