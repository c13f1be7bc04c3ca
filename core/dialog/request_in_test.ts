import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { header, headers } from "../sip/mod.ts";
import { exampleDialog, field } from "./example.ts";
import { ackFor, requestIn } from "./request_in.ts";
import { nextHop } from "./route.ts";

Deno.test("a request inside a dialog has the next CSeq, both tags, and no Via", () => {
  const [after, bye] = requestIn(exampleDialog(), "BYE", {
    contact: "<sip:101@192.0.2.1>",
    headers: [field("Reason", "SIP;cause=200")],
    body: toBytes("gone"),
    contentType: "text/plain",
  });
  assert.deepEqual(bye, {
    kind: "request",
    method: "BYE",
    uri: "sip:102@192.0.2.7:5062",
    headers: [
      field("Max-Forwards", "70"),
      field("From", '"Ana Pop" <sip:101@box>;tag=anas'),
      field("To", "<sip:102@box>;tag=bobs"),
      field("Call-ID", "c1"),
      field("CSeq", "8 BYE"),
      field("Contact", "<sip:101@192.0.2.1>"),
      field("Reason", "SIP;cause=200"),
      field("Content-Type", "text/plain"),
    ],
    body: toBytes("gone"),
  });
  assert.equal(after.localCseq, 8);
});

Deno.test("the ACK of a 2xx has the INVITE's number and leaves the dialog's alone", () => {
  const ack = ackFor(exampleDialog({ localCseq: 9 }), 7);
  assert.equal(header(ack, "CSeq"), "7 ACK");
  assert.equal(ack.method, "ACK");
});

// RFC 3261 §12.2.1.1: route set, Request-URI, Route fields, next hop.
const WAYS: readonly (readonly [string, readonly string[], string, readonly string[], string])[] = [
  ["no router", [], "sip:102@192.0.2.7:5062", [], "sip:102@192.0.2.7:5062"],
  [
    "loose routers",
    ["<sip:p1;lr>", '"P" <sip:p2;lr>'],
    "sip:102@192.0.2.7:5062",
    ["<sip:p1;lr>", '"P" <sip:p2;lr>'],
    "sip:p1;lr",
  ],
  [
    "a strict router first",
    ["<sip:p1;method=INVITE;transport=tcp?Subject=x>", "<sip:p2;lr>"],
    "sip:p1;transport=tcp",
    ["<sip:p2;lr>", "<sip:102@192.0.2.7:5062>"],
    "sip:p1;method=INVITE;transport=tcp?Subject=x",
  ],
];
for (const [name, routeSet, uri, routes, hop] of WAYS) {
  Deno.test(`a request inside a dialog finds its way by ${name}`, () => {
    const dialog = exampleDialog({ routeSet });
    const [, request] = requestIn(dialog, "INFO");
    assert.equal(request.uri, uri);
    assert.deepEqual(headers(request, "Route"), routes);
    assert.equal(nextHop(dialog), hop);
  });
}
