/** A moment on the box's monotonic clock, in milliseconds since the process started. Never a wall-clock time. */
export type Instant = number & { readonly __unit: "ms-since-start" };

/** A wall-clock time in milliseconds since 1970-01-01 UTC. Kept apart from {@link Instant} so that the two cannot be mixed. */
export type WallTime = number & { readonly __unit: "ms-since-1970" };

/** The moment at which a fake clock starts. */
export const START = 0 as Instant;

/** The moment `ms` milliseconds after `from`. */
export function later(from: Instant, ms: number): Instant {
  return from + ms as Instant;
}

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export function elapsed(from: Instant, to: Instant): number {
  return to - from;
}

/** Whichever comes first. */
export function sooner(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

/** No clock that is right shows a time before this code was written; one without battery starts in 1970. */
const WRITTEN_AT = Date.UTC(2026, 0, 1);

/** Whether the wall clock can be right. Until then no certificate is made, and no hour rule holds. */
export function isClockBelieved(wall: WallTime): boolean {
  return wall >= WRITTEN_AT;
}

/** What tells the time: the real one lives in `core/io`, the fake one in `tests/lab`. */
export interface Clock {
  now(): Instant;
  wall(): WallTime;
}
