import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { blocksOf } from "./certificate.ts";
import { factsOf } from "./facts.ts";
import { makeOwn } from "./io/mod.ts";
import { judgeCertificate } from "./judge.ts";

const TODAY = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const signedFor = (name: string) => makeOwn({ names: [name], addresses: ["192.168.1.7"] }, { now: TODAY });

const { certificate: GOOD, authority: ROOT } = await signedFor("phones.example.com");
const { certificate: OTHER } = await signedFor("other.example.com");
const [LEAF = "", UPPER = ""] = blocksOf(GOOD.certPem);
const LOCKED = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----";

Deno.test("a certificate is taken in whatever order it comes, and served with ours first", () => {
  const judged = judgeCertificate(`${UPPER}\n${GOOD.keyPem}\n${LEAF}`, TODAY as WallTime);
  assert.ok(judged.ok);
  assert.deepEqual(blocksOf(judged.value.certPem), [LEAF, UPPER]);
  assert.deepEqual(factsOf(judged.value.certPem).names, ["phones.example.com", "192.168.1.7"]);
  assert.equal(factsOf(judged.value.certPem).issuer, factsOf(ROOT.certPem).subject);
});

const FAULTS: readonly (readonly [string, string, RegExp, number?])[] = [
  ["no-key", GOOD.certPem, /There is no private key/],
  ["no-certificate", GOOD.keyPem, /There is no certificate/],
  ["locked-key", GOOD.certPem + LOCKED, /unlock it first/],
  ["other-key", GOOD.certPem + OTHER.keyPem, /not that of "phones.example.com"/],
  ["stray", GOOD.certPem + GOOD.keyPem + OTHER.certPem, /"other.example.com" does not belong to the chain/],
  ["expired", GOOD.certPem + GOOD.keyPem, /good until 2027-07-0/, TODAY + 400 * DAY_MS],
  ["not-yet", GOOD.certPem + GOOD.keyPem, /good from 2026-05-31 on/, TODAY - 2 * DAY_MS],
  [
    "unreadable-certificate",
    `${GOOD.keyPem}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
    /cannot be read/,
  ],
  [
    "unreadable-key",
    `${GOOD.certPem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
    /private key cannot be read/,
  ],
];
for (const [code, pem, text, now = TODAY] of FAULTS) {
  Deno.test(`what is wrong with a certificate is named: ${code}`, () => {
    const judged = judgeCertificate(pem, now as WallTime);
    assert.ok(!judged.ok);
    assert.equal(judged.fault.code, code);
    assert.match(judged.fault.text, text);
  });
}
