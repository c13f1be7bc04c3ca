import assert from "node:assert/strict";
import { type Flow, later, START } from "../base/mod.ts";
import { Throttle } from "./throttle.ts";

function from(ip: string, port = 5060): Flow {
  return { transport: "udp", local: { ip: "10.0.0.1", port: 5060 }, remote: { ip, port } };
}

function fail(throttle: Throttle, flow: Flow, times: number, atMs = 0): void {
  for (let left = times; left > 0; left--) throttle.failed(flow, later(START, atMs));
}

const RULE = { maxFailures: 10, windowMs: 60_000 };

Deno.test("the tenth failure within a minute closes the door for a minute", () => {
  const throttle = new Throttle(RULE);
  fail(throttle, from("a"), 9);
  assert(!throttle.isClosed(from("a"), START));
  fail(throttle, from("a"), 1, 60_000);
  assert(throttle.isClosed(from("a", 9), later(START, 60_000)));
  assert(!throttle.isClosed(from("b"), later(START, 60_000)));
  assert(throttle.isClosed(from("a"), later(START, 119_999)));
  assert(!throttle.isClosed(from("a"), later(START, 120_000)));
});

Deno.test("failures that are spread out close nothing", () => {
  const throttle = new Throttle(RULE);
  for (let minute = 0; minute < 50; minute++) fail(throttle, from("a"), 4, minute * 30_001);
  assert(!throttle.isClosed(from("a"), later(START, 50 * 30_001)));
});

Deno.test("each time it stays closed twice as long, up to 15 minutes, and after quiet it begins again", () => {
  const throttle = new Throttle(RULE);
  let at = 0;
  for (const minutes of [1, 2, 4, 8, 15, 15]) {
    fail(throttle, from("a"), 10, at);
    assert(throttle.isClosed(from("a"), later(START, at + minutes * 60_000 - 1)));
    at += minutes * 60_000;
    assert(!throttle.isClosed(from("a"), later(START, at)));
  }
  throttle.expire(later(START, at + 15 * 60_000 + 1));
  assert.equal(throttle.sources, 0);
  at += 15 * 60_000 + 1;
  fail(throttle, from("a"), 10, at);
  assert(!throttle.isClosed(from("a"), later(START, at + 60_000)));
});

Deno.test("a flow that has proved itself is heard behind a closed door, and opens it for the others once", () => {
  const throttle = new Throttle(RULE);
  throttle.passed(from("a", 1), START);
  fail(throttle, from("a", 2), 10);
  assert(throttle.isClosed(from("a", 3), START));
  assert(!throttle.isClosed(from("a", 1), START));
  throttle.passed(from("a", 1), START);
  assert(!throttle.isClosed(from("a", 3), START));
  fail(throttle, from("a", 2), 10);
  throttle.passed(from("a", 1), START);
  assert(throttle.isClosed(from("a", 3), START), "once in 15 minutes only");
  fail(throttle, from("a", 1), 1);
  assert(throttle.isClosed(from("a", 1), START), "who fails is not trusted any more");
});

Deno.test("whoever calls for help is heard behind a closed door, until ten of such calls have failed there", () => {
  const throttle = new Throttle(RULE);
  const isClosed = (atMs: number, isForHelp = true) =>
    throttle.isClosed(from("a", 9), later(START, atMs), { isForHelp });
  fail(throttle, from("a"), 10);
  assert.deepEqual([isClosed(0, false), isClosed(0)], [true, false]);
  fail(throttle, from("a"), 9);
  assert(!isClosed(0));
  fail(throttle, from("a"), 1);
  assert(isClosed(59_999));
  assert(!isClosed(60_000, false), "guesses behind it have not kept it closed for longer");
  fail(throttle, from("a"), 1, 60_000);
  assert.deepEqual([isClosed(179_999, false), isClosed(179_999)], [true, false], "but the next one closes it again");
});

Deno.test("trust ends two hours after the last right password", () => {
  const throttle = new Throttle(RULE);
  throttle.passed(from("a"), START);
  throttle.expire(later(START, 7_200_000));
  assert.equal(throttle.trusted, 1);
  throttle.expire(later(START, 7_200_001));
  assert.equal(throttle.trusted, 0);
});

for (
  const [one, other, isSame] of [
    ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true],
    ["2001:db8:1:2::1", "2001:db8:1:3::1", false],
    ["2001:db8::1", "2001:db8:0:0:5::1", true],
    ["::1", "::2", true],
    ["fe80::1%eth0", "fe80::2%eth0", true],
    ["::ffff:192.0.2.1", "192.0.2.1", true],
    ["::ffff:192.0.2.1", "::ffff:192.0.2.2", false],
    ["192.0.2.1", "192.0.2.2", false],
  ] as const
) {
  Deno.test(`"${one}" and "${other}" count ${isSame ? "as one source" : "apart"}`, () => {
    const throttle = new Throttle(RULE);
    fail(throttle, from(one), 10);
    assert.equal(throttle.isClosed(from(other, 9), START), isSame);
  });
}

Deno.test("the tables stay bounded under a flood of sources", () => {
  const throttle = new Throttle(RULE);
  for (let number = 0; number < 30_000; number++) {
    throttle.failed(from(`10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`), START);
    throttle.passed(from("10.9.9.9", number), START);
  }
  assert.deepEqual([throttle.sources, throttle.trusted], [10_000, 20_000]);
});
