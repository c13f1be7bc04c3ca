import assert from "node:assert/strict";
import { heldBy, mirror, narrow } from "./direction.ts";

/** RFC 3264 §6.1: what he offers, what we want at most, what holds on our side. */
const TABLE = [
  ["sendrecv", "sendrecv", "sendrecv", false],
  ["sendrecv", "sendonly", "sendonly", false],
  ["sendrecv", "recvonly", "recvonly", false],
  ["sendonly", "sendrecv", "recvonly", true],
  ["sendonly", "sendonly", "inactive", true],
  ["recvonly", "sendrecv", "sendonly", false],
  ["recvonly", "recvonly", "inactive", false],
  ["inactive", "sendrecv", "inactive", true],
] as const;

for (const [his, ours, settled, held] of TABLE) {
  Deno.test(`an offer of "${his}" to one who wants "${ours}" settles "${settled}"`, () => {
    assert.equal(narrow(ours, mirror(his)), settled);
    assert.equal(mirror(mirror(his)), his);
    assert.equal(heldBy(his), held);
  });
}
