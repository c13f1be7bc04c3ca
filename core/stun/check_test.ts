import assert from "node:assert/strict";
import { SeededChance } from "../base/mod.ts";
import { answerCheck, isCheckSigned, isStun, readBinding, readCheck } from "./mod.ts";

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(/\s/g, "").match(/../g)!, (pair) => parseInt(pair, 16));

/** RFC 5769 §2.1: a check of one who takes himself for led, by `evtj:h6vY`. */
const CHECK = bytesOf(`00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74
  00240004 6e0001ff 80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020
  00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2 80280004 e57a3bcf`);
const PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

Deno.test("the check of RFC 5769 §2.1 is read, and known by its password", () => {
  const check = readCheck(CHECK);
  assert.ok(check !== undefined);
  const { ours, theirs, nominates, isLed, unknown } = check;
  assert.deepEqual({ ours, theirs, nominates, isLed, unknown }, {
    ours: "evtj",
    theirs: "h6vY",
    nominates: false,
    isLed: true,
    unknown: [],
  });
  assert.ok(isCheckSigned(CHECK, check, PASSWORD));
  assert.ok(!isCheckSigned(CHECK, check, `${PASSWORD}x`));
});

Deno.test("one bit that is wrong makes it no check, or one that is not signed", () => {
  for (let at = 0; at < CHECK.length; at++) {
    const bent = CHECK.slice();
    bent[at]! ^= 0x10;
    const check = readCheck(bent);
    assert.ok(check === undefined || !isCheckSigned(bent, check, PASSWORD), `octet ${at}`);
  }
});

Deno.test("an answer to a check is signed with the same password, and tells the address", () => {
  const check = { ...readCheck(CHECK)!, isLed: false };
  const remote = { ip: "2001:db8::7", port: 40_000 };
  const answer = answerCheck(CHECK, check, { remote, password: PASSWORD });
  assert.deepEqual(readBinding(answer, CHECK.subarray(8, 20)), { ok: true, value: remote });
  // What is signed is found as in a check: the success differs from it by its type, and has no name.
  assert.ok(isStun(answer));
  const at = answer.length - 8 - 24;
  assert.deepEqual([...answer.subarray(at, at + 4)], [0, 8, 0, 20]);
  assert.ok(isCheckSigned(answer, { ...check, signedAt: at }, PASSWORD));
});

Deno.test("who would be led as we are is told to lead, and who asks for the unknown that it is unknown", () => {
  const remote = { ip: "192.0.2.7", port: 1 };
  const code = (answer: Uint8Array) => answer[26]! * 100 + answer[27]!;
  const check = readCheck(CHECK)!;
  assert.equal(code(answerCheck(CHECK, check, { remote, password: PASSWORD })), 487);
  assert.equal(code(answerCheck(CHECK, { ...check, unknown: [0x7777] }, { remote, password: PASSWORD })), 420);
});

Deno.test("whatever comes in the place of a check, nothing is thrown", () => {
  const chance = new SeededChance(3);
  for (let round = 0; round < 2_000; round++) {
    const bytes = CHECK.slice(0, chance.below(3) === 0 ? chance.below(CHECK.length) : CHECK.length);
    for (let times = chance.below(6); times > 0 && bytes.length > 0; times--) {
      bytes[chance.below(bytes.length)] = chance.below(256);
    }
    const check = readCheck(bytes);
    assert.ok(check === undefined || check.signedAt < bytes.length);
  }
});
