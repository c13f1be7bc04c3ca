import assert from "node:assert/strict";
import { type Challenge, formatChallenge, parseChallenge } from "./challenge.ts";
import { type Credentials, formatCredentials, parseCredentials } from "./credentials.ts";

const CREDENTIALS: Credentials = {
  username: 'a"b',
  realm: "kontor",
  nonce: "n",
  uri: "sip:box",
  response: "ab01",
  algorithm: "SHA-256",
  opaque: "o",
  qop: "auth",
  nc: "0000000A",
  cnonce: "c",
};
const CHALLENGE: Challenge = {
  realm: "kontor",
  nonce: "n",
  algorithm: "MD5",
  qop: ["auth", "auth-int"],
  opaque: "o",
  domain: "sip:box",
  stale: true,
};

Deno.test("credentials are read as they were written", () => {
  const read = parseCredentials(formatCredentials(CREDENTIALS));
  assert.deepEqual(read.ok ? read.value : read.fault, CREDENTIALS);
});

Deno.test("a challenge is read as it was written", () => {
  const read = parseChallenge(formatChallenge(CHALLENGE));
  assert.deepEqual(read.ok ? read.value : read.fault, CHALLENGE);
});

Deno.test("parseCredentials() takes any case and spacing, and values that should have been quoted", () => {
  const read = parseCredentials(
    'DIGEST  USERNAME = "1" ,realm=r,nonce=n+/=,uri=sip:1@box;lr,response="AB",algorithm=md5,qop="auth",nc=0000000a,cnonce=""',
  );
  assert.deepEqual(read.ok ? read.value : read.fault, {
    username: "1",
    realm: "r",
    nonce: "n+/=",
    uri: "sip:1@box;lr",
    response: "ab",
    algorithm: "MD5",
    qop: "auth",
    nc: "0000000a",
    cnonce: "",
  });
});

const REFUSED: readonly [string, string][] = [
  ["Basic YTpi", "unknown-scheme"],
  ["", "unknown-scheme"],
  ['Digest username="1"', "bad-credentials"],
  ['Digest username="1", username="2", realm="r", nonce="n", uri="u", response="r"', "bad-credentials"],
  ['Digest username="1, realm="r", nonce="n", uri="u", response="r"', "bad-credentials"],
  ['Digest username="1" realm="r", nonce="n", uri="u", response="r"', "bad-credentials"],
  ['Digest username="1", realm="r", nonce="n", uri="u", response="r", qop=auth', "bad-credentials"],
  ['Digest username="1", realm="r", nonce="n", uri="u", response="r", qop=auth, nc=1, cnonce="c"', "bad-credentials"],
  ['Digest username="1", realm="r", nonce="n", uri="u", response="r", algorithm="MD5, x"', "bad-credentials"],
];

for (const [text, code] of REFUSED) {
  Deno.test(`parseCredentials() refuses ${text.slice(0, 90)}`, () => {
    const read = parseCredentials(text);
    assert.equal(read.ok ? undefined : read.fault.code, code);
    assert.ok(read.ok || !read.fault.text.includes('response="'), "a fault goes to the log, a response must not");
  });
}

Deno.test("parseChallenge() refuses one without a nonce", () => {
  const read = parseChallenge('Digest realm="r"');
  assert.equal(read.ok ? undefined : read.fault.code, "bad-challenge");
});
