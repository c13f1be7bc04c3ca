import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import { DEFAULT_BRAKES } from "../directory/mod.ts";
import { Tolls } from "./tolls.ts";

const BRAKES = { ...DEFAULT_BRAKES, international: { calls: 3, minutes: 10 } };
const at = (minutes: number): Instant => later(START, minutes * 60_000);
const isOver = (tolls: Tolls, minutes: number, payer = "101") =>
  tolls.isOver(payer, "international", BRAKES, at(minutes));

function began(tolls: Tolls, leg: string, now: Instant): void {
  tolls.began({ leg, sipCallId: `${leg}@box` }, { payer: "101", kind: "international" }, now);
}

Deno.test("so many calls an hour: the hour slides, and each extension has its own", () => {
  const tolls = new Tolls();
  for (const minute of [0, 1, 2]) {
    assert.ok(!isOver(tolls, minute));
    began(tolls, `l${minute}`, at(minute));
    tolls.ended(`l${minute}`, at(minute));
  }
  assert.ok(isOver(tolls, 3));
  assert.ok(!isOver(tolls, 3, "102"));
  assert.ok(!tolls.isOver("101", "national", BRAKES, at(3)));
  assert.ok(isOver(tolls, 59.9));
  assert.ok(!isOver(tolls, 60));
});

Deno.test("so many minutes an hour: what rings costs nothing, what still runs counts, and only within the hour", () => {
  const tolls = new Tolls();
  began(tolls, "a", at(0));
  tolls.answered("a", at(5));
  assert.ok(!isOver(tolls, 14.9));
  assert.ok(isOver(tolls, 15));
  tolls.ended("a", at(15));
  assert.ok(isOver(tolls, 65));
  assert.ok(!isOver(tolls, 65.1));
  assert.equal(tolls.size, 0);
});

Deno.test("minutes that are over while calls run: told once, not before, and again only when there was room between", () => {
  const tolls = new Tolls();
  const next = (minute: number) => tolls.next(BRAKES, at(minute));
  const spentAt = (minute: number) => tolls.takeSpent(BRAKES, at(minute)).map(({ payer, legs }) => [payer, legs]);
  assert.equal(next(0), undefined);
  began(tolls, "a", at(0));
  assert.equal(next(0), undefined, "what rings costs nothing");
  tolls.answered("a", at(1));
  assert.equal(next(1), at(11));
  began(tolls, "b", at(5));
  tolls.answered("b", at(5));
  assert.equal(next(5), at(8), "two use up twice as much");
  assert.deepEqual(spentAt(7.9), []);
  assert.deepEqual(spentAt(8), [["101", ["a", "b"]]]);
  assert.deepEqual(spentAt(9), []);
  assert.equal(next(9), undefined);
  for (const leg of ["a", "b"]) tolls.ended(leg, at(9));
  began(tolls, "c", at(70));
  tolls.answered("c", at(70));
  assert.deepEqual(spentAt(79), []);
  assert.deepEqual(spentAt(80), [["101", ["c"]]]);
  tolls.ended("c", at(80));
  assert.equal(next(80), undefined);
});

Deno.test("a minute of an hour ago ceases to count while another is talked: the limit is looked for again, never in a rush", () => {
  const tolls = new Tolls();
  for (const [leg, from, to] of [["a", 0, 9], ["b", 60, undefined]] as const) {
    began(tolls, leg, at(from));
    tolls.answered(leg, at(from));
    if (to !== undefined) tolls.ended(leg, at(to));
  }
  let looks = 0;
  let now = at(60);
  while (tolls.takeSpent(BRAKES, now).length === 0) {
    looks += 1;
    const due = tolls.next(BRAKES, now);
    assert.ok(due !== undefined && due > now);
    now = due;
  }
  assert.equal(now, at(70), "nothing of the first is left, and ten minutes of the second");
  assert.ok(looks < 400, `${looks} looks`);
});

Deno.test("a call outside is counted on wherever it sits: in another call, in another's seat, on another trunk", () => {
  const tolls = new Tolls();
  for (const leg of ["a", "b"]) began(tolls, leg, at(0));
  tolls.failed("a");
  tolls.taken("a", "a2@box");
  for (const leg of ["a", "b"]) tolls.answered(leg, at(1));
  tolls.taken("a", "b@box");
  tolls.taken("b", "a2@box");
  assert.equal(tolls.size, 2, "two who change seats are two");
  tolls.taken("c", "nobody@box");
  tolls.taken("c", "a2@box");
  tolls.answered("c", at(3));
  tolls.moved("c", "d");
  tolls.moved("gone", "e");
  tolls.ended("b", at(4));
  tolls.ended("c", at(4));
  assert.equal(tolls.size, 2, "nobody who pays sits there any more");
  assert.deepEqual(tolls.takeSpent(BRAKES, at(6)), [{ payer: "101", kind: "international", legs: ["d", "a"] }]);
  tolls.ended("d", at(6));
  tolls.ended("a", at(6));
  assert.equal(tolls.size, 0);
});
