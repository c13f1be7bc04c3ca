import assert from "node:assert/strict";
import { type Clock, type Instant, START, type WallTime } from "../base/mod.ts";
import { Alarm, systemTimer } from "./alarm.ts";
import { SystemClock } from "./clock.ts";

/** A clock and its timers, moved by hand. */
class Bench implements Clock {
  #now: number = START;
  readonly #waiting: { at: number; fire: () => void }[] = [];
  armed = 0;
  rung = 0;

  readonly alarm: Alarm = new Alarm({ clock: this, timer: (fire, ms) => this.#wait(fire, ms) }, () => this.rung++);

  now(): Instant {
    return this.#now as Instant;
  }

  wall(): WallTime {
    return this.#now as WallTime;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  moveTo(ms: number): void {
    for (;;) {
      const next = this.#waiting.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > ms) break;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
    }
    this.#now = ms;
  }

  #wait(fire: () => void, ms: number): () => void {
    const entry = { at: this.#now + ms, fire };
    this.#waiting.push(entry);
    this.armed++;
    return () => {
      const at = this.#waiting.indexOf(entry);
      if (at >= 0) this.#waiting.splice(at, 1);
    };
  }
}

const at = (ms: number): Instant => ms as Instant;

Deno.test("an alarm rings once, at its moment and not before", () => {
  const bench = new Bench();
  bench.alarm.set(at(100));
  bench.moveTo(99);
  assert.equal(bench.rung, 0);
  bench.moveTo(100);
  assert.equal(bench.rung, 1);
  bench.moveTo(10_000);
  assert.equal(bench.rung, 1);
});

Deno.test("a deadline that moves away a thousand times costs one timer and one more", () => {
  const bench = new Bench();
  for (let i = 0; i < 1_000; i++) bench.alarm.set(at(500 + i));
  assert.equal(bench.armed, 1);
  bench.moveTo(1_498);
  assert.equal(bench.rung, 0);
  bench.moveTo(1_499);
  assert.equal(bench.rung, 1);
  assert.equal(bench.armed, 2);
});

Deno.test("a deadline that moves nearer is kept", () => {
  const bench = new Bench();
  bench.alarm.set(at(500));
  bench.alarm.set(at(50));
  assert.equal(bench.waiting, 1);
  bench.moveTo(50);
  assert.equal(bench.rung, 1);
});

Deno.test("an alarm that was taken back does not ring, and can be set again", () => {
  const bench = new Bench();
  bench.alarm.set(at(100));
  bench.alarm.set(undefined);
  bench.moveTo(200);
  assert.equal(bench.rung, 0);
  bench.alarm.set(at(300));
  bench.moveTo(300);
  assert.equal(bench.rung, 1);
});

Deno.test("a moment that has passed rings at once", () => {
  const bench = new Bench();
  bench.moveTo(1_000);
  bench.alarm.set(at(10));
  bench.moveTo(1_000);
  assert.equal(bench.rung, 1);
});

Deno.test("a deadline a year away waits past the longest timer", () => {
  const bench = new Bench();
  const year = 365 * 24 * 3_600_000;
  bench.alarm.set(at(year));
  bench.moveTo(year - 1);
  assert.equal(bench.rung, 0);
  bench.moveTo(year);
  assert.equal(bench.rung, 1);
});

Deno.test("a disposed alarm leaves no timer behind", () => {
  const bench = new Bench();
  bench.alarm.set(at(100));
  bench.alarm[Symbol.dispose]();
  bench.alarm[Symbol.dispose]();
  assert.equal(bench.waiting, 0);
});

Deno.test("an alarm on the real clock does not ring early", async () => {
  const clock = new SystemClock();
  const due = clock.now() + 5 as Instant;
  const rung = await new Promise<Instant>((resolve) => {
    const alarm = new Alarm({ clock, timer: systemTimer }, () => resolve(clock.now()));
    alarm.set(due);
  });
  assert.ok(rung >= due, `rang ${due - rung} ms early`);
});
