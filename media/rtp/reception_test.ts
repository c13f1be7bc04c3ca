import assert from "node:assert/strict";
import { Reception } from "./reception.ts";

for (const start of [0, 1, 32767, 32768, 65534, 65535]) {
  Deno.test(`loss is counted across the wrap from ${start}`, () => {
    const reception = new Reception();
    reception.begin(1, start);
    for (let step = 0; step < 100_000; step++) {
      if (step % 4 !== 3) reception.count((start + step) & 0xffff);
    }
    assert.equal(reception.received, 75_000);
    assert.equal(reception.lost, 24_999, "the last one is not known to be lost");
    assert.equal(reception.takeFractionLost(), 63);
    assert.equal(reception.takeFractionLost(), 0);
    assert.equal(reception.highest, start + 99_998);
  });
}

Deno.test("packets in another order are not lost", () => {
  const reception = new Reception();
  reception.begin(1, 65534);
  for (const sequence of [65534, 0, 65535, 2, 1]) reception.count(sequence);
  assert.equal(reception.lost, 0);
  assert.equal(reception.newest, 2);
});

Deno.test("one stray packet does not end a run, two in a row begin a new one", () => {
  const reception = new Reception();
  reception.begin(1, 100);
  for (const sequence of [100, 101, 40000, 102]) reception.count(sequence);
  assert.equal(reception.lost, 0);
  for (const sequence of [50000, 50001, 50002]) reception.count(sequence);
  assert.equal(reception.lost, 0);
  assert.equal(reception.newest, 50002);
});

Deno.test("jitter follows RFC 3550 A.8", () => {
  const reception = new Reception();
  reception.begin(1, 0);
  const steady = new Reception();
  steady.begin(1, 0);
  for (let step = 0; step < 2000; step++) {
    const late = step % 2 === 0 ? 0 : 10_000;
    // The clock wraps in the middle: 2^31 us.
    reception.arrive((2_147_000_000 + step * 20_000 + late) | 0, step * 160, 8000);
    steady.arrive((2_147_000_000 + step * 20_000) | 0, step * 160, 8000);
  }
  assert.ok(Math.abs(reception.meanJitterMs - 10) < 0.3, `${reception.meanJitterMs}`);
  assert.ok(Math.abs(reception.jitter - 80) <= 2);
  assert.equal(steady.worstJitterMs, 0);
});
