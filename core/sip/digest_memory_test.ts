import assert from "node:assert/strict";
import { SeededChance } from "../base/mod.ts";
import {
  digestHa1,
  digestResponse,
  formatChallenge,
  header,
  parseCredentials,
  type SipRequest,
  type SipResponse,
} from "./mod.ts";
import { DigestMemory } from "./digest_memory.ts";

const REQUEST: SipRequest = {
  kind: "request",
  method: "REGISTER",
  uri: "sip:10.0.0.1",
  headers: [],
  body: new Uint8Array(0),
};

function challengedWith(...algorithms: readonly string[]): SipResponse {
  const headers = algorithms.map((algorithm) => ({
    name: "WWW-Authenticate",
    value: formatChallenge({ realm: "kontor", nonce: "n1", algorithm: algorithm as "MD5", qop: ["auth"] }),
  }));
  return { kind: "response", status: 401, reason: "Unauthorized", headers, body: new Uint8Array(0) };
}

for (const algorithm of ["SHA-256", "MD5"] as const) {
  Deno.test(`a challenge with ${algorithm} is answered with the right response, and each time with the next count`, () => {
    const memory = new DigestMemory("101", "secret", new SeededChance(1));
    assert.ok(memory.learn(challengedWith(algorithm)));
    for (const count of ["00000001", "00000002"]) {
      const said = parseCredentials(header(memory.sign(REQUEST), "Authorization")!);
      assert.ok(said.ok);
      const { nonce, nc, cnonce, uri, response } = said.value;
      assert.equal(nc, count);
      const ha1 = digestHa1(algorithm, "101", "kontor", "secret");
      const parts = { algorithm, ha1, nonce, nc: nc!, cnonce: cnonce!, qop: "auth", method: "REGISTER", uri };
      assert.equal(response, digestResponse(parts));
    }
  });
}

Deno.test("the first challenge that can be answered is", () => {
  const memory = new DigestMemory("101", "secret", new SeededChance(1));
  assert.ok(memory.learn(challengedWith("SHA-512-256", "SHA-256", "MD5")));
  assert.match(header(memory.sign(REQUEST), "Authorization")!, /algorithm=SHA-256/);
});

Deno.test("without a challenge that can be answered nothing is signed", () => {
  const memory = new DigestMemory("101", "secret", new SeededChance(1));
  assert.ok(!memory.learn(challengedWith()));
  assert.ok(!memory.learn(challengedWith("SHA-512-256")));
  assert.equal(memory.sign(REQUEST), REQUEST);
});
