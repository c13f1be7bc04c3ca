import assert from "node:assert/strict";
import type { Cause } from "../record/mod.ts";
import { causeOfStatus, reasonOf, statusOf, weightiest } from "./cause.ts";

const STATUSES: readonly (readonly [status: number, cause: Cause, heard: number])[] = [
  [302, "unavailable", 480],
  [403, "rejected", 603],
  [404, "not-found", 404],
  [408, "timeout", 408],
  [480, "unavailable", 480],
  [486, "busy", 486],
  [487, "cancelled", 487],
  [488, "not-acceptable", 488],
  [500, "fault", 500],
  [600, "busy", 486],
  [603, "rejected", 603],
  [607, "rejected", 603],
];

for (const [status, cause, heard] of STATUSES) {
  Deno.test(`a phone's ${status} means ${cause}, of which a caller hears ${heard}`, () => {
    assert.equal(causeOfStatus(status), cause);
    assert.equal(statusOf(cause), heard);
  });
}

Deno.test("phones show no missed call for exactly this reason", () => {
  assert.equal(reasonOf("answered-elsewhere"), 'SIP;cause=200;text="Call completed elsewhere"');
  assert.equal(reasonOf("normal"), 'Q.850;cause=16;text="Normal call clearing"');
});

Deno.test("a clear no weighs more than busy, busy more than absence, and nothing at all is absence", () => {
  const order: readonly Cause[] = [
    "fault",
    "unavailable",
    "no-media",
    "not-acceptable",
    "no-answer",
    "busy",
    "rejected",
  ];
  for (let at = 1; at < order.length; at++) {
    assert.equal(weightiest(order.slice(0, at + 1)), order[at]);
    assert.equal(weightiest(order.slice(0, at + 1).reverse()), order[at]);
  }
  assert.equal(weightiest([]), "unavailable");
});
