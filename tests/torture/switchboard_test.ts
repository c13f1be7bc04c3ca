import assert from "node:assert/strict";
import type { Flow } from "../../core/base/mod.ts";
import { parseMessage } from "../../core/sip/mod.ts";
import type { Effect } from "../../core/switchboard/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { read, testWithCorpus } from "./corpus.ts";
import { EXPECTED, type Expected } from "./expected.ts";

/** A stranger's way to the box. */
const STRANGER: Flow = {
  transport: "udp",
  local: { ip: "10.0.0.1", port: 5060 },
  remote: { ip: "198.51.100.7", port: 5060 },
};

/** The statuses that the box sends in the turn of a message, but for 100. */
function answers(lab: Lab, bytes: Uint8Array): readonly number[] {
  const effects: readonly Effect[] = lab.switchboard.handle({ type: "wire", flow: STRANGER, bytes }, lab.now);
  return effects.flatMap((effect) => {
    if (effect.type !== "send") return [];
    const said = new TextDecoder().decode(effect.bytes);
    assert.match(said, /^SIP\/2\.0 \d{3} /, "the box answers a stranger, and asks nothing of anybody");
    const status = Number(said.slice(8, 11));
    return status === 100 ? [] : [status];
  });
}

function isRight({ box }: Expected, statuses: readonly number[]): boolean {
  if (box === "drop") return statuses.length === 0;
  if (box === "serve") return statuses.every((status) => status !== 400 && status < 500);
  return statuses.length === 1 && box.includes(statuses[0]!);
}

for (const expected of EXPECTED) {
  const { name, folder, section, why } = expected;
  testWithCorpus(`${name} (§${section}) from a stranger: ${why}`, () => {
    const lab = new Lab();
    const bytes = read(folder, name);
    const statuses = answers(lab, bytes);
    assert.ok(isRight(expected, statuses), `expected ${expected.box}, got ${statuses}`);
    if (parseMessage(bytes).ok) answers(lab, bytes); // a copy of it changes nothing
    assert.equal(lab.events.length, 0, "a stranger leaves nothing in the record");
    assertNothingLeft(lab);
  });
}

testWithCorpus("all 49 messages of RFC 4475 one after the other do not disturb a box that goes on working", () => {
  const lab = new Lab();
  for (const { folder, name } of EXPECTED) answers(lab, read(folder, name));
  assert.equal(EXPECTED.length, 49);
  const ana = lab.hand("101");
  ana.register();
  lab.run(100);
  assert.deepEqual(ana.statuses("REGISTER"), [200]);
  assertNothingLeft(lab);
});
