import assert from "node:assert/strict";
import { qualityOf } from "./mod.ts";

const NEAR = { loss: 0, jitterMs: 2, roundTripMs: 4, codec: "opus", ptimeMs: 20 };

for (
  const [what, suffered, grade] of [
    ["a line within the house", NEAR, "good"],
    ["a line that loses every thirtieth packet", { ...NEAR, loss: 0.033 }, "fair"],
    ["a line by satellite", { ...NEAR, roundTripMs: 1_200 }, "poor"],
    ["a line that loses everything", { ...NEAR, loss: 1 }, "poor"],
  ] as const
) {
  Deno.test(`${what} is ${grade}`, () => {
    const quality = qualityOf(suffered);
    assert.equal(quality.grade, grade, String(quality.opinion));
  });
}
