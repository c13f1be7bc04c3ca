import assert from "node:assert/strict";
import { readGreeting } from "../../core/notebook/mod.ts";
import { isTooSimple } from "./set_up.ts";

Deno.test("a greeting is read as it was kept; what makes no sense counts as not set", () => {
  const kept = { use: "away", until: "2026-12-24", before: "own", files: { own: "voicemail/101/own-a.opus" } };
  assert.deepEqual(readGreeting(kept), kept);
  const nothing = { use: "standard", files: {} };
  for (
    const odd of [undefined, null, 7, [], { use: "loud", files: [1], until: 3 }, { files: { own: 3, other: "x" } }]
  ) {
    assert.deepEqual(readGreeting(odd), nothing);
  }
});

Deno.test("a PIN that a stranger would try first is too simple", () => {
  for (const pin of ["1111", "1234", "4321", "8901", "5101", "123", "", "12345678901", "12a4"]) {
    assert.ok(isTooSimple(pin, "101"), pin);
  }
  for (const pin of ["4711", "8065", "1357", "2580"]) assert.ok(!isTooSimple(pin, "101"), pin);
});
