import assert from "node:assert/strict";
import { meanOpinion, type Suffered } from "./e_model.ts";

const FINE: Suffered = { loss: 0, jitterMs: 0, roundTripMs: 0, codec: "PCMU", ptimeMs: 20 };

/** Worked by hand from the formulae of G.107: 20 % loss is Ie,eff = 95 * 20 / 45.1 = 42.1, so R = 50 and 2.6. */
const CASES: readonly [string, Partial<Suffered>, number][] = [
  ["nothing", {}, 4.4],
  ["1 % loss", { loss: 0.01 }, 4.3],
  ["5 % loss", { loss: 0.05 }, 3.9],
  ["20 % loss", { loss: 0.2 }, 2.6],
  ["everything lost", { loss: 1 }, 1.1],
  ["G.729", { codec: "G729" }, 4.1],
  ["a second of delay", { roundTripMs: 2000 }, 2.1],
];
for (const [name, suffered, expected] of CASES) {
  Deno.test(`meanOpinion() of a call that suffers ${name} is about ${expected}`, () => {
    const mos = meanOpinion({ ...FINE, ...suffered });
    assert.ok(Math.abs(mos - expected) <= 0.1, `${mos}`);
  });
}

Deno.test("meanOpinion() never rises with loss, jitter or delay, and stays between 1 and 4.5", () => {
  for (const field of ["loss", "jitterMs", "roundTripMs"] as const) {
    let last = 4.5;
    for (let step = 0; step <= 100; step++) {
      const mos = meanOpinion({ ...FINE, [field]: field === "loss" ? step / 100 : step * 20 });
      assert.ok(mos >= 1 && mos <= last + 1e-9, `${field} ${step}: ${mos} after ${last}`);
      last = mos;
    }
  }
});
