import assert from "node:assert/strict";
import { delaysOn, LINES, predicted } from "../../tests/lab/delay_traces.ts";
import { labKernels } from "../../tests/lab/kernels.ts";
import { callOver } from "../../tests/lab/packet_line.ts";
import { seeded, voice } from "../../tests/lab/signals.ts";
import { makeG711 } from "../codec/mod.ts";
import type { Kernels } from "../wasm/mod.ts";
import { Delays } from "./delays.ts";

const kernels = await labKernels();
const pcmu = (on: Kernels) => makeG711(on, "PCMU");

/** What is promised: so few packets late, at the delay that this quantile predicts and half a beat more. */
const MOST_LATE = 0.03;
const MOST_OVER_MS = 10;
/** When the beat falls between two packets: all of it, for the waiting until the beat is half a beat on the average only. */
const PHASES_MS = [2, 6, 10, 14, 18];
const SEEDS = [1, 2, 3];
const SECONDS = 80;

for (const line of LINES) {
  Deno.test(`on ${line.name} at most 3 % are late, at the delay that the quantile predicts`, () => {
    const sound = voice(8000, SECONDS);
    let overMs = 0;
    for (const seed of SEEDS) {
      const delays = delaysOn(line, 50 * SECONDS, seed);
      const lost = delays.filter((delay) => delay === Infinity).length;
      for (const phaseMs of PHASES_MS) {
        const { figures } = callOver(kernels, pcmu, sound, (packet, sentMs) => sentMs + delays[packet]!, { phaseMs });
        const late = (figures.concealedMs / 20 - lost) / delays.length;
        assert.ok(late <= MOST_LATE, `${100 * late} % came too late, with the beat at ${phaseMs} ms`);
        assert.ok(figures.lost <= lost, `${figures.lost} are taken for lost, and ${lost} are`);
        overMs += figures.meanMs - predicted(delays, 1 - MOST_LATE);
      }
    }
    overMs /= SEEDS.length * PHASES_MS.length;
    assert.ok(overMs <= MOST_OVER_MS, `the mean delay is ${overMs} ms more than the quantile predicts`);
  });
}

Deno.test("the target is where 94 of 100 packets keep to, and forgets in minutes what was", () => {
  const delays = new Delays(8);
  const next = seeded(4);
  let now = 0x7fff_0000;
  const pass = (packets: number, mostMs: number): void => {
    for (let packet = 0; packet < packets; packet++) {
      now = (now + 160) | 0;
      delays.arrive(Math.round(8 * mostMs * next()), now);
    }
  };
  pass(5000, 100);
  assert.ok(Math.abs(delays.target / 8 - 94) < 4, `${delays.target / 8} ms`);
  pass(5000, 10);
  assert.ok(Math.abs(delays.target / 8 - 10) < 2, `${delays.target / 8} ms`);
  // Long enough for the weights to have been made small again.
  pass(60_000, 50);
  assert.ok(Math.abs(delays.target / 8 - 47) < 4, `${delays.target / 8} ms`);
});

Deno.test("the fastest packet is one of the last two seconds, also across the wrap of the clock", () => {
  const delays = new Delays(8);
  let now = 0x7fff_f000;
  for (let packet = 0; packet < 400; packet++, now = (now + 160) | 0) {
    // The way is 80 samples longer for the second half.
    delays.arrive((packet < 200 ? -40 : 40) | 0, now);
    if (packet === 199 || packet === 210) assert.equal(delays.fastest, -40);
  }
  assert.equal(delays.fastest, 40);
});
