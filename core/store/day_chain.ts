import { createHmac } from "node:crypto";
import type { EventRow } from "./event_row.ts";

/** One row of the record with the run of the box that wrote it. */
export type ChainedRow = EventRow & { readonly boot: number };

/** A day of the record and what its events hash to, each on top of the one before it; the first on top of the last day. */
export interface SealedDay {
  /** UTC: `2026-11-21` */
  readonly day: string;
  /** Sequences of its first and its last event. */
  readonly first: number;
  readonly last: number;
  /** The hash of the day before; empty before the first. */
  readonly before: Uint8Array;
  readonly hash: Uint8Array;
}

/** How a day of the record was found: as it was written, without its events as retention leaves it, or tampered with. */
export type DayState = "whole" | "removed" | "changed";

/**
 * The days that these rows, which follow one another, make longer or begin, oldest first. A clock that is put back does
 * not begin an earlier day: days follow one another like sequences do.
 *
 * @param key of HMAC-SHA-256 (RFC 2104): who has the database alone cannot seal what he has changed
 */
export function sealOn(
  key: Uint8Array,
  last: SealedDay | undefined,
  rows: Iterable<ChainedRow>,
): readonly SealedDay[] {
  const days: SealedDay[] = [];
  let open = last;
  for (const row of rows) {
    const date = new Date(row.at).toISOString().slice(0, 10);
    const before = open?.hash ?? new Uint8Array(0);
    const hash = linkOf(key, before, row);
    const isSameDay = open !== undefined && date <= open.day;
    const day: SealedDay = isSameDay
      ? { ...open!, last: row.sequence, hash }
      : { day: date, first: row.sequence, last: row.sequence, before, hash };
    if (isSameDay && days.length > 0) days.pop();
    days.push(day);
    open = day;
  }
  return days;
}

/** Whether the rows of a day, as they are found now, are those that were sealed. */
export function checkDay(key: Uint8Array, sealed: SealedDay, rows: Iterable<ChainedRow>): DayState {
  let hash = sealed.before;
  let next = sealed.first;
  for (const row of rows) {
    if (row.sequence !== next++) return "changed";
    hash = linkOf(key, hash, row);
  }
  if (next === sealed.first) return "removed";
  return next === sealed.last + 1 && isSame(hash, sealed.hash) ? "whole" : "changed";
}

/** The days whose seal does not stand on the one before. */
export function brokenLinks(days: readonly SealedDay[]): ReadonlySet<string> {
  const broken = new Set<string>();
  days.forEach((day, at) => {
    const previous = days[at - 1];
    const follows = previous === undefined
      ? day.before.length === 0
      : day.first === previous.last + 1 && isSame(day.before, previous.hash);
    if (!follows) broken.add(day.day);
  });
  return broken;
}

function linkOf(key: Uint8Array, before: Uint8Array, row: ChainedRow): Uint8Array {
  const { sequence, call, at, monotonic_ms, boot, type, leg, facts } = row;
  const text = JSON.stringify([sequence, call, at, monotonic_ms, boot, type, leg, facts]);
  return createHmac("sha256", key).update(before).update(text).digest();
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}
