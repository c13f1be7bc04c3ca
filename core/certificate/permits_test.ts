import assert from "node:assert/strict";
import { mayVouch, permitsFor } from "./permits.ts";

const PERMITS = permitsFor(["kontor.local", "phones.firma.ro", "box"], ["192.168.1.7", "203.0.113.9", "2001:db8::7"]);

for (
  const [wanted, may] of [
    ["kontor.local", true],
    ["kontor-2.local", true],
    ["box", true],
    ["phones.firma.ro", true],
    ["mail.firma.ro", false],
    ["bank.example", false],
    ["notlocal", false],
    ["192.168.200.1", true],
    ["172.31.255.255", true],
    ["172.32.0.1", false],
    ["203.0.113.9", true],
    ["203.0.113.10", false],
    ["fd12::1", true],
    ["2001:db8::7", true],
    ["2001:db8::8", false],
  ] as const
) {
  Deno.test(`the box's authority ${may ? "may" : "may not"} vouch for ${wanted}`, () => {
    assert.equal(mayVouch(PERMITS, wanted), may);
  });
}
