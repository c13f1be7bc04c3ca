import type { WeeklySpan } from "./hours.ts";

/** Somebody whom a queue's agents are to call. */
export interface OutboundCall {
  /** As somebody in the office would dial it. */
  readonly number: string;
  readonly name?: string;
}

/** Calls that idle agents of a queue make, one after the other. */
export interface Outbound {
  readonly calls: readonly OutboundCall[];
  /** More of them: a list in the data folder (CSV). */
  readonly file?: string;
  /** The file could not be read: who is on it is not known now. */
  readonly isFileLost?: true;
  /** Only while these `hours` are open; else by {@link OUTBOUND_TIMES}. */
  readonly hours?: string;
  /** Who is never called, as in {@link isListed}. */
  readonly doNotCall: readonly string[];
  /** So often somebody is called until he answers. */
  readonly tries: number;
  readonly againS: number;
  readonly ringForS: number;
}

/** When people may be called where nothing else is said: from nine in the morning until eight in the evening, not on Sundays. */
export const OUTBOUND_TIMES: WeeklySpan = Object.freeze({
  days: Object.freeze([1, 2, 3, 4, 5, 6]),
  from: 9 * 60,
  to: 20 * 60,
});
