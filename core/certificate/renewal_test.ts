import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { type AcmeMemory, nextAsking, remember } from "./acme.ts";
import { makeOwn } from "./io/mod.ts";
import { renewalOf, restAfter } from "./renewal.ts";

const TODAY = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;

const HOUR_MS = 3_600_000;
const NAMES = ["phones.example.com"];
const { certificate } = await makeOwn({ names: NAMES, addresses: [] }, { now: TODAY });
const at = (ms: number) => TODAY + ms as WallTime;

Deno.test("a certificate is renewed when two thirds of its life are over", () => {
  assert.equal(renewalOf({ notBefore: at(0), notAfter: at(90 * DAY_MS) }), at(60 * DAY_MS));
});

Deno.test("each failure in a row rests twice as long as the last, a day at most, and never less than was asked for", () => {
  assert.deepEqual([1, 2, 3, 6, 60].map((failures) => restAfter(failures) / HOUR_MS), [1, 2, 4, 24, 24]);
  assert.deepEqual([restAfter(1, 7_200), restAfter(3, 7_200)], [2 * HOUR_MS, 4 * HOUR_MS]);
});

Deno.test("an authority is asked at once, at two thirds of the certificate's life, and when the names are others", () => {
  const none: AcmeMemory = { directory: "https://acme.example/", failures: 0 };
  assert.equal(nextAsking(none, NAMES, at(0)), at(0));
  const good = remember(none, { ok: true, certificate, accountKey: "key" }, at(0));
  // Good from the day before, for 397 days.
  assert.equal(nextAsking(good, NAMES, at(0)), at(Math.floor(397 * DAY_MS * 2 / 3) - DAY_MS));
  assert.equal(nextAsking(good, [...NAMES, "www.example.com"], at(5)), at(5));
});

Deno.test("what worked is kept when the authority refuses, and success forgets the failures", () => {
  const good = remember({ directory: "", failures: 0 }, { ok: true, certificate, accountKey: "key" }, at(0));
  const failed = remember(good, { ok: false, why: "away" }, at(1));
  assert.deepEqual([failed.certificate, failed.failures, failed.asked?.why], [certificate, 1, "away"]);
  assert.deepEqual(failed.rest, { until: at(1 + HOUR_MS), isTheirs: false });
  const barred = remember(failed, { ok: false, why: "too often", retryAfterS: 86_400 * 7 }, at(2));
  assert.deepEqual(barred.rest, { until: at(2 + 7 * DAY_MS), isTheirs: true });
  const again = remember(barred, { ok: true, certificate, accountKey: "key" }, at(3));
  assert.deepEqual([again.failures, again.rest, again.asked], [0, undefined, { at: at(3) }]);
});
