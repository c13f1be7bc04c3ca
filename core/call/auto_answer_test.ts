import assert from "node:assert/strict";
import { autoAnswer } from "./auto_answer.ts";

const TABLE: readonly (readonly [agent: string | undefined, names: readonly string[]])[] = [
  ["Yealink SIP-T46U 108.86.0.20", ["Call-Info", "Alert-Info", "Answer-Mode"]],
  ["snomD785/10.1.64.14", ["Call-Info", "Alert-Info", "Answer-Mode"]],
  [undefined, ["Call-Info", "Alert-Info", "Answer-Mode"]],
  ["Cisco/SPA504G-7.5.2b", ["Call-Info"]],
  ["PolycomVVX-VVX_411-UA/5.9.0", ["Alert-Info", "Answer-Mode"]],
  ["Poly-CCX500/8.0", ["Alert-Info", "Answer-Mode"]],
];

for (const [agent, names] of TABLE) {
  Deno.test(`${agent ?? "a phone that names no brand"} is asked to answer by itself as it understands it`, () => {
    assert.deepEqual(autoAnswer(agent).map(({ name }) => name), names);
  });
}

Deno.test("only a Poly gets the words that are no URI", () => {
  const words = (agent: string) => autoAnswer(agent).some(({ value }) => value === "Ring Answer");
  assert.deepEqual([words("PolycomSoundPointIP-SPIP_550-UA/3.3"), words("Fanvil X4 2.12"), words("Cisco-CP-8841")], [
    true,
    false,
    false,
  ]);
});
