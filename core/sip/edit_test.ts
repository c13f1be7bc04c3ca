import assert from "node:assert/strict";
import { hasToken, prepend, withHeader } from "./edit.ts";
import { headers, type SipResponse } from "./message.ts";

const RESPONSE: SipResponse = {
  kind: "response",
  status: 200,
  reason: "OK",
  headers: [
    { name: "Via", value: "first" },
    { name: "Supported", value: "timer" },
    { name: "Via", value: "second" },
    { name: "Require", value: "100rel, Replaces" },
  ],
  body: new Uint8Array(0),
};

Deno.test("withHeader() replaces all of a name by one in the place of the first, or appends", () => {
  const changed = withHeader(RESPONSE, "Via", "only");
  assert.deepEqual(changed.headers.map((field) => field.value), ["only", "timer", "100rel, Replaces"]);
  assert.equal(withHeader(RESPONSE, "Expires", "60").headers.at(-1)?.value, "60");
  assert.equal(RESPONSE.headers.length, 4);
});

Deno.test("prepend() puts one before all others", () => {
  assert.deepEqual(headers(prepend(RESPONSE, "Via", "zeroth"), "Via"), ["zeroth", "first", "second"]);
});

Deno.test("hasToken() knows a token in any case, in a list or alone", () => {
  assert.ok(hasToken(RESPONSE, "Supported", "TIMER"));
  assert.ok(hasToken(RESPONSE, "Require", "replaces"));
  assert.ok(!hasToken(RESPONSE, "Require", "100"));
  assert.ok(!hasToken(RESPONSE, "Allow", "INVITE"));
});
