import assert from "node:assert/strict";
import { toHex } from "../base/mod.ts";
import { AttributeType, MessageType, MessageWriter, TurnType } from "./message.ts";
import { allocateRequest, readAllocation, releaseRequest, signed } from "./turn.ts";

const ID = Uint8Array.from({ length: 12 }, (_, at) => at);
const LOGIN = { username: "1750043200:box", password: "long enough", realm: "office", nonce: "n0nce" };

Deno.test("a request is signed as RFC 5769 §2.4 signs it", () => {
  const login = {
    username: "\u30de\u30c8\u30ea\u30c3\u30af\u30b9",
    password: "TheMatrIX",
    realm: "example.org",
    nonce: "f//499k954d6OL34oL9FSTvy64sA",
  };
  const id = Uint8Array.fromHex("78ad3433c6ad72c029da412e");
  assert.equal(
    toHex(signed(new MessageWriter(MessageType.request, id), login)),
    "000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382afe382b90000" +
      "0015001c662f2f3439396b39353464364f4c33346f4c39465354767936347341" +
      "0014000b6578616d706c652e6f72670000080014f67024656dd64a3e02b8e0712e85c9a28ca89666",
  );
});

Deno.test("a port is asked for with UDP to be carried, and given back with a lifetime of nothing", () => {
  const asked = allocateRequest(ID);
  assert.deepEqual([...asked.subarray(0, 4)], [0, 3, 0, 16]);
  assert.deepEqual([...asked.subarray(20, 28)], [0, 0x19, 0, 4, 17, 0, 0, 0]);
  const given = releaseRequest(ID, LOGIN);
  assert.deepEqual([given[1], ...given.subarray(20, 28)], [4, 0, 0x0d, 0, 4, 0, 0, 0, 0]);
});

const answer = (type: number) => new MessageWriter(type, ID);
const challenged = (code: number) =>
  answer(TurnType.notAllocated).error(code, "Unauthorized")
    .value(AttributeType.realm, new TextEncoder().encode("office"))
    .value(AttributeType.nonce, new TextEncoder().encode("n0nce"));
const CHALLENGE = { came: "asked", challenge: { realm: "office", nonce: "n0nce" } };

for (
  const [what, said, expected] of [
    ["401 with a realm asks for a login", challenged(401), CHALLENGE],
    ["438 asks for it with another nonce", challenged(438), CHALLENGE],
    ["401 without one refuses", answer(TurnType.notAllocated).error(401, "Unauthorized"), {
      came: "refused",
      code: 401,
      text: "Unauthorized",
    }],
    ["486 refuses", answer(TurnType.notAllocated).error(486, "Quota Reached"), {
      came: "refused",
      code: 486,
      text: "Quota Reached",
    }],
  ] as const
) {
  Deno.test(`a TURN server that says ${what}`, () => {
    assert.deepEqual(readAllocation(said.finish({ fingerprint: false }), ID), { ok: true, value: expected });
  });
}

Deno.test("a TURN server that allocates says where it carries", () => {
  // XOR-RELAYED-ADDRESS is written as XOR-MAPPED-ADDRESS is: the number alone differs.
  const bytes = answer(TurnType.allocated).address(AttributeType.xorMappedAddress, { ip: "192.0.2.9", port: 49_160 })
    .finish({ fingerprint: false });
  bytes[21] = AttributeType.xorRelayedAddress;
  assert.deepEqual(readAllocation(bytes, ID), {
    ok: true,
    value: { came: "allocated", relayed: { ip: "192.0.2.9", port: 49_160 } },
  });
});

Deno.test("what is no answer to us is told apart", () => {
  const codeOf = (bytes: Uint8Array, id: Uint8Array = ID) => {
    const read = readAllocation(bytes, id);
    return read.ok ? undefined : read.fault.code;
  };
  const allocated = answer(TurnType.allocated).finish({ fingerprint: true });
  assert.equal(codeOf(new Uint8Array(30)), "not-stun");
  assert.equal(codeOf(allocated, new Uint8Array(12)), "not-ours");
  assert.equal(codeOf(answer(MessageType.success).finish({ fingerprint: true })), "not-ours");
  assert.equal(codeOf(allocated), "no-address");
  assert.equal(codeOf(answer(TurnType.notAllocated).finish({ fingerprint: false })), "bad-stun");
});
