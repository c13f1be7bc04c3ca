import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { reasonPhrase } from "./reason_phrase.ts";
import { header, headers, type SipRequest } from "./message.ts";
import { respondTo } from "./respond.ts";

const INVITE: SipRequest = {
  kind: "request",
  method: "INVITE",
  uri: "sip:102@box",
  headers: [
    { name: "Via", value: "SIP/2.0/UDP a;branch=1" },
    { name: "Via", value: "SIP/2.0/UDP b;branch=2" },
    { name: "Record-Route", value: "<sip:p1;lr>" },
    { name: "Record-Route", value: "<sip:p2;lr>" },
    { name: "From", value: "<sip:101@box>;tag=1" },
    { name: "To", value: "<sip:102@box>" },
    { name: "Call-ID", value: "x" },
    { name: "CSeq", value: "1 INVITE" },
    { name: "Timestamp", value: "54" },
    { name: "Contact", value: "<sip:101@a>" },
  ],
  body: new Uint8Array(0),
};

Deno.test("respondTo() copies what RFC 3261 §8.2.6 names, and tags To", () => {
  const response = respondTo(INVITE, 486, { toTag: "box" });
  assert.equal(response.reason, "Busy Here");
  assert.deepEqual(response.headers.map((field) => `${field.name}: ${field.value}`), [
    "Via: SIP/2.0/UDP a;branch=1",
    "Via: SIP/2.0/UDP b;branch=2",
    "From: <sip:101@box>;tag=1",
    "To: <sip:102@box>;tag=box",
    "Call-ID: x",
    "CSeq: 1 INVITE",
  ]);
});

Deno.test("respondTo() with 100 carries the Timestamp and no tag", () => {
  const response = respondTo(INVITE, 100, { toTag: "box" });
  assert.equal(header(response, "To"), "<sip:102@box>");
  assert.equal(header(response, "Timestamp"), "54");
  assert.deepEqual(headers(response, "Record-Route"), []);
});

for (
  const [method, status, count] of [["INVITE", 180, 2], ["INVITE", 200, 2], ["INVITE", 302, 0], [
    "BYE",
    200,
    0,
  ]] as const
) {
  Deno.test(`respondTo() a ${method} with ${status} copies ${count} Record-Route`, () => {
    assert.equal(headers(respondTo({ ...INVITE, method }, status, { toTag: "box" }), "Record-Route").length, count);
  });
}

Deno.test("respondTo() leaves a tag that is there, and adds what it is given", () => {
  const tagged = { ...INVITE, headers: [{ name: "To", value: "sip:102@box;tag=7" }] };
  const response = respondTo(tagged, 200, {
    toTag: "box",
    reason: "Fine",
    headers: [{ name: "Expires", value: "60" }],
    body: toBytes("v=0"),
    contentType: "application/sdp",
  });
  assert.equal(response.reason, "Fine");
  assert.equal(response.body.length, 3);
  assert.deepEqual(response.headers.map((field) => field.value), ["sip:102@box;tag=7", "60", "application/sdp"]);
});

Deno.test("reasonPhrase() has a word for every status", () => {
  for (let status = 100; status < 700; status++) assert.ok(reasonPhrase(status).length > 1, `${status}`);
  assert.equal(reasonPhrase(404), "Not Found");
});
