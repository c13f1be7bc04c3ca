import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { type DigestAlgorithm, digestHa1, digestResponse, sameSecret } from "./digest.ts";

/** RFC 7616 §3.9.1. */
const MUFASA = {
  nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
  nc: "00000001",
  cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
  qop: "auth",
  method: "GET",
  uri: "/dir/index.html",
};
const RESPONSES: readonly [DigestAlgorithm, string][] = [
  ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
  ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
];

for (const [algorithm, response] of RESPONSES) {
  Deno.test(`digestResponse() gives the ${algorithm} example of RFC 7616`, () => {
    const ha1 = digestHa1(algorithm, "Mufasa", "http-auth@example.org", "Circle of Life");
    assert.equal(digestResponse({ ...MUFASA, algorithm, ha1 }), response);
  });
}

Deno.test("digestResponse() without qop gives the example of RFC 2069, as its errata has it", () => {
  const ha1 = digestHa1("MD5", "Mufasa", "testrealm@host.com", "CircleOfLife");
  const nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
  const input = { algorithm: "MD5", ha1, nonce, method: "GET", uri: "/dir/index.html" } as const;
  assert.equal(digestResponse(input), "1949323746fe6a43ef61f9606e7febea");
});

Deno.test("digestResponse() with auth-int depends on the body, with auth it does not", () => {
  const base = { ...MUFASA, algorithm: "SHA-256", ha1: "00" } as const;
  const [a, b] = [toBytes("v=0"), toBytes("v=1")];
  assert.equal(digestResponse({ ...base, body: a }), digestResponse({ ...base, body: b }));
  const whole = { ...base, qop: "auth-int" };
  assert.notEqual(digestResponse({ ...whole, body: a }), digestResponse({ ...whole, body: b }));
  assert.equal(digestResponse(whole), digestResponse({ ...whole, body: new Uint8Array(0) }));
});

Deno.test("digestResponse() throws where a qop comes without a count", () => {
  const { nc: _, ...input } = { ...MUFASA, algorithm: "MD5", ha1: "00" } as const;
  assert.throws(() => digestResponse(input), /Cannot digest with qop "auth"/);
});

Deno.test("sameSecret() says whether two texts are equal", () => {
  assert.ok(sameSecret("", ""));
  assert.ok(sameSecret("abc", "abc"));
  for (const [a, b] of [["abc", "abd"], ["abc", "ab"], ["", "a"], ["a", ""], ["aa", "a"]] as const) {
    assert.ok(!sameSecret(a, b), `${a} ${b}`);
  }
});
