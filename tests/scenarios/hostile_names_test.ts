import assert from "node:assert/strict";
import { header, headers } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { CALLER, DID, MissedScene } from "../lab/missed.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

/** Phones show no more. */
const LONGEST = 64;
/** Names as they stand in a caller's From, in quotes. */
const NAMES: readonly (readonly [name: string, shown?: string])[] = [
  [`\\" <sip:112@evil>;tag=1, \\"`],
  [`a\\"\\\\`],
  ["<script>alert(1)</script>"],
  ["x".repeat(1_000), "x".repeat(LONGEST)],
  ["👍".repeat(100), "👍".repeat(LONGEST)],
  ["%0d%0aX-Evil: 1"],
  // Signs that are not seen, and turn round what is.
  ["one\\\u0007two", "one two"],
  ["\u202Enimda\u202C \u2066b", "nimda b"],
  ["ș;tag=2\t,<>", "ș;tag=2 ,<>"],
];

for (const [name, shown = name] of NAMES) {
  Deno.test(`a caller who calls himself ${JSON.stringify(name.slice(0, 40))} is told so, in one header`, () => {
    const scene = new MissedScene();
    const value = `"${name}" <sip:${CALLER}@198.51.100.1>;tag=his`;
    const caller = scene.comes(DID.ana, { headers: [{ name: "From", value }], sdp: sdp() });
    const { invite } = scene.rung("101");
    const from = header(invite, "From")!;
    assert.ok(from.startsWith(`"${shown}" <`), from);
    assert.match(from, /^"(?:[^"\\]|\\.)*" <sip:[^<>"]+>;tag=[^;,"]+$/u);
    assert.equal(headers(invite, "From").length, 1);
    assert.deepEqual(invite.headers.map((one) => one.name).filter((one) => /evil/i.test(one)), []);
    scene.gone(caller);
    assertNothingLeft(scene.lab);
  });
}
