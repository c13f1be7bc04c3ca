/**
 * The record outlives the box.
 *
 * @module
 */
import assert from "node:assert/strict";
import { fuzzRecordKills } from "../fuzz/record_kills.ts";

Deno.test("the box is killed at 20 moments while calls run: no acknowledged event is lost, none is there twice", async () => {
  const { events, leftOpen } = await fuzzRecordKills(2026, 20);
  assert.ok(events! > 1_000, `only ${events} events were written`);
  assert.equal(leftOpen, 0);
});
