import type { Destination } from "./destination.ts";
import type { TakesIn } from "./takes_in.ts";

/** Some days of the week, from one minute of the day to another; one that is not later is the next day's. */
export interface WeeklySpan {
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** Minutes after midnight, 0 to 1440. */
  readonly from: number;
  /** The first minute that is no part of it. */
  readonly to: number;
}

/** When the office keeps no hours, by the calendar and the clock of the office. */
export type Holiday =
  /** From `2026-12-24T13:00` until just before `2026-12-26T24:00`. */
  | { readonly every: "once"; readonly from: string; readonly until: string }
  /** From `12-24` to `01-02`, both included. */
  | { readonly every: "year"; readonly from: string; readonly to: string };

/** Where callers go by the hour and the day. */
export interface Hours extends TakesIn {
  /** As destinations name it: `hours office`. */
  readonly name: string;
  /** Dialled to hear what callers hear now. */
  readonly number?: string;
  readonly times: readonly WeeklySpan[];
  readonly holidays: readonly Holiday[];
  /** A file in the data folder whose events are holidays too (iCalendar, RFC 5545). */
  readonly calendar?: string;
  readonly open: Destination;
  /** Without it the caller hears that the office is closed. */
  readonly closed?: Destination;
  /** Without it he goes where callers go when it is closed; without that he hears why it is. */
  readonly holiday?: Destination;
  /** The digit behind the code of the night switch that closes it; none is the code itself, `false` no switch. */
  readonly night: string | false;
}
