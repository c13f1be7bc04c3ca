import type { Clock, Instant, WallTime } from "../base/mod.ts";

/** The machine's own clocks: `now` never jumps and starts with the process, `wall` is what the office's clock says. */
export class SystemClock implements Clock {
  now(): Instant {
    return performance.now() as Instant;
  }

  wall(): WallTime {
    return Date.now() as WallTime;
  }
}
