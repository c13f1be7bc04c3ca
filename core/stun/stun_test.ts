import assert from "node:assert/strict";
import { type Address, SeededChance } from "../base/mod.ts";
import { AttributeType, MessageWriter, TurnType } from "./message.ts";
import { answerBinding, bindingRequest, isStun, readAllocation, readBinding } from "./mod.ts";

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replaceAll(/\s/g, "").match(/../g)!, (pair) => parseInt(pair, 16));

const RFC5769_ID = bytesOf("b7e7a701bc34d686fa87dfae");

const RFC5769: readonly { readonly name: string; readonly hex: string; readonly address: Address }[] = [
  {
    name: "§2.2, IPv4",
    hex: `0101003c 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200008 0001a147
      e112a643 00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96`,
    address: { ip: "192.0.2.1", port: 32853 },
  },
  {
    name: "§2.3, IPv6",
    hex: `01010048 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200014 0002a147
      0113a9fa a5d3f179 bc25f4b5 bed2b9d9 00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c`,
    address: { ip: "2001:db8:1234:5678:11:2233:4455:6677", port: 32853 },
  },
];

for (const { name, hex, address } of RFC5769) {
  Deno.test(`the answer of RFC 5769 ${name} tells its address`, () => {
    assert.deepEqual(readBinding(bytesOf(hex), RFC5769_ID), { ok: true, value: address });
  });

  Deno.test(`the answer of RFC 5769 ${name} is refused when one bit before FINGERPRINT is wrong`, () => {
    for (let at = 0; at < bytesOf(hex).length - 8; at++) {
      const bent = bytesOf(hex);
      bent[at]! ^= 0x04;
      assert.equal(readBinding(bent, RFC5769_ID).ok, false, `byte ${at}`);
    }
  });
}

const ADDRESSES: readonly Address[] = [
  { ip: "127.0.0.1", port: 1 },
  { ip: "255.255.255.255", port: 65535 },
  { ip: "::1", port: 5060 },
  { ip: "2001:db8::7", port: 40_000 },
  { ip: "2001:db8:0:1::", port: 40_000 },
];

for (const address of ADDRESSES) {
  Deno.test(`who asks from ${address.ip} port ${address.port} is told so`, () => {
    const id = new SeededChance(address.port).bytes(12);
    const question = bindingRequest(id);
    assert.equal(isStun(question), true);
    const answer = answerBinding(question, address);
    assert.ok(answer !== undefined);
    assert.deepEqual(readBinding(answer, id), { ok: true, value: address });
  });
}

Deno.test("a question without FINGERPRINT is answered without one", () => {
  const question = bytesOf("00010000 2112a442 000102030405060708090a0b");
  const answer = answerBinding(question, { ip: "192.0.2.7", port: 5060 });
  assert.equal(answer?.length, 20 + 12 + 12);
});

Deno.test("an attribute that must be understood and is not gets 420 with its number", () => {
  const question = bytesOf("00010008 2112a442 000102030405060708090a0b 00030004 00000006");
  const answer = answerBinding(question, { ip: "192.0.2.7", port: 5060 });
  assert.ok(answer !== undefined);
  assert.deepEqual([...answer.subarray(0, 2)], [0x01, 0x11]);
  assert.deepEqual([...answer.subarray(20, 28)], [0x00, 0x09, 0x00, 21, 0, 0, 4, 20]);
  assert.deepEqual([...answer.subarray(answer.length - 8, answer.length - 2)], [0x00, 0x0a, 0, 2, 0, 3]);
  const read = readBinding(answer, question.subarray(8, 20));
  assert.equal(read.ok ? "" : read.fault.code, "refused");
});

for (
  const [name, hex] of [
    ["SIP", "4f5054494f4e53207369703a612053495020202020"],
    ["RTP", "80000000 2112a442 000102030405060708090a0b"],
    ["STUN without the cookie (RFC 3489)", "00010000 2112a443 000102030405060708090a0b"],
    ["a wrong length", "00010004 2112a442 000102030405060708090a0b"],
    ["an indication", "00110000 2112a442 000102030405060708090a0b"],
    ["an answer", "01010000 2112a442 000102030405060708090a0b"],
    ["an attribute past the end", "00010004 2112a442 000102030405060708090a0b 80220008"],
    ["a wrong FINGERPRINT", "00010008 2112a442 000102030405060708090a0b 80280004 00000000"],
    ["nothing", ""],
  ] as const
) {
  Deno.test(`nothing is said to ${name}`, () => {
    const bytes = hex === "" ? new Uint8Array() : bytesOf(hex);
    assert.equal(answerBinding(bytes, { ip: "192.0.2.7", port: 5060 }), undefined);
  });
}

Deno.test("an answer to another question is not ours", () => {
  const answer = answerBinding(bindingRequest(new Uint8Array(12)), { ip: "192.0.2.7", port: 5060 })!;
  const read = readBinding(answer, new Uint8Array(12).fill(1));
  assert.equal(read.ok ? "" : read.fault.code, "not-ours");
});

Deno.test("100,000 mutated messages throw nothing and are never answered at length", () => {
  const chance = new SeededChance(8489);
  const challenge = new MessageWriter(TurnType.notAllocated, RFC5769_ID).error(401, "Unauthorized")
    .value(AttributeType.realm, new Uint8Array(9)).value(AttributeType.nonce, new Uint8Array(16))
    .finish({ fingerprint: false });
  const seeds = [bindingRequest(new Uint8Array(12)), challenge, ...RFC5769.map(({ hex }) => bytesOf(hex))];
  for (let round = 0; round < 100_000; round++) {
    const seed = seeds[chance.below(seeds.length)]!;
    const bytes = seed.slice(0, chance.below(8) === 0 ? chance.below(seed.length + 1) : seed.length);
    for (let change = chance.below(4); change > 0 && bytes.length > 0; change--) {
      bytes[chance.below(bytes.length)] = chance.below(256);
    }
    const answer = answerBinding(bytes, { ip: "2001:db8::7", port: 5060 });
    assert.ok((answer?.length ?? 0) <= 128);
    readBinding(bytes, RFC5769_ID);
    readAllocation(bytes, RFC5769_ID);
  }
});
