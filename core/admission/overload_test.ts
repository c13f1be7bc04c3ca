import assert from "node:assert/strict";
import { later, START } from "../base/mod.ts";
import { Overload } from "./mod.ts";

const CALM = { recordReady: true, calls: 0 };

Deno.test("new calls come in at the rate and burst that were set, and no faster", () => {
  const overload = new Overload({ limits: { callsPerS: 10, burst: 5 } });
  let admitted = 0;
  for (let ms = 0; ms < 10_000; ms += 10) if (overload.admit(later(START, ms), CALM).ok) admitted++;
  assert(admitted >= 103 && admitted <= 105, `${admitted} calls in 10 s`);
  assert.deepEqual(overload.admit(later(START, 9_990), CALM), { ok: false, retryAfterS: 1 });
});

Deno.test("a caller is told to wait as long as the next place takes", () => {
  const overload = new Overload({ limits: { callsPerS: 1, burst: 1 } });
  assert(overload.admit(START, CALM).ok);
  assert.deepEqual(overload.admit(START, CALM), { ok: false, retryAfterS: 1 });
  assert(overload.admit(later(START, 1_000), CALM).ok);
});

Deno.test("no call comes in while the record is full or the box is", () => {
  const overload = new Overload({ limits: { calls: 2, burst: 1 } });
  assert.deepEqual(overload.admit(START, { recordReady: false, calls: 0 }), { ok: false, retryAfterS: 5 });
  assert.deepEqual(overload.admit(START, { recordReady: true, calls: 2 }), { ok: false, retryAfterS: 5 });
  assert(overload.admit(START, { recordReady: true, calls: 1 }).ok, "a refusal takes no place");
});

Deno.test("a limit that would let nobody in is refused", () => {
  assert.throws(() => new Overload({ limits: { burst: 0 } }), /Cannot limit "burst" to "0": expected 1 or more/);
});
