import assert from "node:assert/strict";
import { type Instant, type LogLine, START, type WallTime } from "../../core/base/mod.ts";
import { RateLimit } from "./rate_limit.ts";

function limitOf(perMinute: number | false) {
  let ms = 0;
  const lines: LogLine[] = [];
  const clock = { now: () => START + ms as Instant, wall: () => ms as WallTime };
  const limit = new RateLimit("api", perMinute, { clock, log: { write: (line) => lines.push(line) } });
  return { limit, lines, pass: (more: number) => ms += more };
}

Deno.test("a minute's worth may come at once, and then as much as the minute gives", () => {
  const { limit, pass } = limitOf(60);
  for (let asked = 0; asked < 60; asked++) assert.equal(limit.waitMs("192.0.2.7"), 0);
  assert.equal(limit.waitMs("192.0.2.7"), 1_000);
  pass(400);
  assert.equal(limit.waitMs("192.0.2.7"), 600, "who asks too early waits no longer for it");
  pass(600);
  assert.deepEqual([limit.waitMs("192.0.2.7"), limit.waitMs("192.0.2.7")], [0, 1_000]);
  assert.equal(limit.waitMs("192.0.2.8"), 0, "others are not held up");
  pass(3_600_000);
  for (let asked = 0; asked < 60; asked++) assert.equal(limit.waitMs("192.0.2.7"), 0);
  assert.equal(limit.waitMs("192.0.2.7"), 1_000, "an hour of silence is worth a minute");
});

Deno.test("the log is told once a minute of who goes on, by where he comes from", () => {
  const { limit, lines, pass } = limitOf(1);
  const asks = () => limit.waitMs("2001:db8:1:2::7");
  asks();
  for (let asked = 0; asked < 9; asked++) assert.equal(asks(), 60_000);
  const facts = { event: "too-many-requests", source: "2001:db8:1:2", of: "api" };
  assert.deepEqual(lines, [{ level: "warn", text: "Somebody asks more often than he may", facts }]);
  pass(60_000);
  asks();
  asks();
  assert.equal(lines.length, 2);
});

Deno.test("the machine's own programs ask as often as they like, and everybody where no limit is set", () => {
  const [one, none] = [limitOf(1).limit, limitOf(false).limit];
  for (const own of ["127.0.0.1", "::1", ""]) assert.deepEqual([one.waitMs(own), one.waitMs(own)], [0, 0]);
  assert.deepEqual([none.waitMs("192.0.2.7"), none.waitMs("192.0.2.7")], [0, 0]);
});

Deno.test("of ten thousand addresses and one more the one that was quiet longest is forgotten", () => {
  const { limit } = limitOf(1);
  for (let nth = 0; nth <= 10_000; nth++) limit.waitMs(`10.${nth >> 16}.${nth >> 8 & 255}.${nth & 255}`);
  assert.deepEqual([limit.waitMs("10.0.0.1"), limit.waitMs("10.0.0.0")], [60_000, 0]);
});
