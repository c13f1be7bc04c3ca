import assert from "node:assert/strict";
import { type Instant, later, START } from "../base/mod.ts";
import { DEFAULT_BRAKES } from "../directory/mod.ts";
import { Tolls } from "./tolls.ts";

const BRAKES = { ...DEFAULT_BRAKES, international: { calls: 3, minutes: 10 } };
const at = (minutes: number): Instant => later(START, minutes * 60_000);
const isOver = (tolls: Tolls, minutes: number, payer = "101") =>
  tolls.isOver(payer, "international", BRAKES, at(minutes));

Deno.test("so many calls an hour: the hour slides, and each extension has its own", () => {
  const tolls = new Tolls();
  for (const minute of [0, 1, 2]) {
    assert.ok(!isOver(tolls, minute));
    tolls.began(`l${minute}`, "101", "international", at(minute));
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
  tolls.began("a", "101", "international", at(0));
  tolls.answered("a", at(5));
  assert.ok(!isOver(tolls, 14.9));
  assert.ok(isOver(tolls, 15));
  tolls.ended("a", at(15));
  assert.ok(isOver(tolls, 65));
  assert.ok(!isOver(tolls, 65.1));
  assert.equal(tolls.size, 0);
});
