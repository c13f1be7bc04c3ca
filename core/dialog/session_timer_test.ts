import assert from "node:assert/strict";
import type { Instant } from "../base/mod.ts";
import type { Header } from "../sip/mod.ts";
import { exampleRequest, exampleResponse, field } from "./example.ts";
import { expiresAt, negotiateAsUac, negotiateAsUas, nextRefresh, offerTimer, raiseTimer } from "./session_timer.ts";

const write = (headers: readonly Header[]): string => headers.map(({ name, value }) => `${name}: ${value}`).join(", ");
const KNOWS = field("Supported", "timer");
const asks = (value: string): Header => field("Session-Expires", value);
const THEM = (seconds: number): string => `Session-Expires: ${seconds};refresher=uac, Require: timer`;
const US = (seconds: number): string => `Session-Expires: ${seconds};refresher=uas`;

// RFC 4028 §9: what the request says, and the headers of our 2xx.
const ANSWERS: readonly (readonly [string, readonly Header[], string])[] = [
  ["nothing", [], US(1800)],
  ["that it knows timers", [KNOWS], THEM(1800)],
  ["an interval", [KNOWS, asks("600")], THEM(600)],
  ["a longer one than we want", [KNOWS, asks("7200")], THEM(1800)],
  ["a longer one, and a least of its own", [KNOWS, asks("7200"), field("Min-SE", "3600")], THEM(3600)],
  ["that it refreshes", [KNOWS, asks("600;refresher=uac")], THEM(600)],
  ["that we refresh", [KNOWS, asks("600;refresher=uas")], US(600)],
  ["an interval that a proxy wrote", [asks("600")], US(600)],
  ["too short a one that a proxy wrote", [asks("60")], US(90)],
  ["nonsense", [KNOWS, asks("soon")], THEM(1800)],
];
for (const [name, headers, expected] of ANSWERS) {
  Deno.test(`a request that says ${name} is answered with ${expected}`, () => {
    const agreed = negotiateAsUas(exampleRequest("INVITE", headers), { minSeS: 90, wantS: 1800 });
    assert.equal(agreed.ok && write(agreed.value.headers), expected);
    assert.equal(agreed.ok && agreed.value.refresher, expected === US(parseInt(expected.slice(17))) ? "us" : "them");
    assert.equal(agreed.ok && agreed.value.seconds, parseInt(expected.slice(17)));
  });
}

Deno.test("one who knows timers is told 422 for too short a one", () => {
  const agreed = negotiateAsUas(exampleRequest("INVITE", [KNOWS, asks("89")]));
  assert.ok(!agreed.ok);
  assert.equal(agreed.fault.status, 422);
  assert.equal(write(agreed.fault.headers), "Min-SE: 90");
  assert.equal(agreed.fault.text, 'Cannot accept Session-Expires "89": expected 90 or more');
});

Deno.test("an offer asks for 30 minutes, and keeps the roles of a running timer", () => {
  assert.equal(write(offerTimer()), "Supported: timer, Session-Expires: 1800, Min-SE: 90");
  assert.match(write(offerTimer({ running: { seconds: 600, refresher: "us" } })), /Expires: 600;refresher=uac/);
  assert.match(write(offerTimer({ running: { seconds: 600, refresher: "them" } })), /Expires: 600;refresher=uas/);
  assert.match(write(offerTimer({ minSeS: 3600 })), /Session-Expires: 3600, Min-SE: 3600/);
});

for (
  const [value, expected] of [
    ["600;refresher=uac", { seconds: 600, refresher: "us" }],
    ["600;refresher=uas", { seconds: 600, refresher: "them" }],
    ["600", { seconds: 600, refresher: "us" }],
    ["0", { seconds: 90, refresher: "us" }],
    ["soon", undefined],
  ] as const
) {
  Deno.test(`an answer with Session-Expires "${value}" is understood`, () => {
    assert.deepEqual(negotiateAsUac(exampleResponse(200, [asks(value)])), expected);
  });
}

Deno.test("an answer without Session-Expires means a session without a timer", () => {
  assert.equal(negotiateAsUac(exampleResponse(200)), undefined);
});

Deno.test("a 422 raises the offer once, and one that asks for no more is refused", () => {
  const refusal = exampleResponse(422, [field("Min-SE", "3600")]);
  const raised = raiseTimer({ minSeS: 90, wantS: 1800 }, refusal);
  assert.deepEqual(raised, { ok: true, value: { minSeS: 3600, wantS: 3600 } });
  for (const again of [refusal, exampleResponse(422)]) {
    const refused = raiseTimer(raised.value, again);
    assert.ok(!refused.ok && refused.fault.code === "bad-min-se");
  }
});

Deno.test("a session is refreshed at half its time, by whose turn it is, and ends a little before its time", () => {
  const now = 1000 as Instant;
  assert.equal(nextRefresh({ seconds: 1800, refresher: "us" }, now), 901_000);
  assert.equal(nextRefresh({ seconds: 1800, refresher: "them" }, now), undefined);
  assert.equal(expiresAt({ seconds: 1800, refresher: "us" }, now), 1000 + 1_768_000);
  assert.equal(expiresAt({ seconds: 90, refresher: "them" }, now), 1000 + 60_000);
});
