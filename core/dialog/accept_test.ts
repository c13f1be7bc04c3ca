import assert from "node:assert/strict";
import { accept, refreshTarget } from "./accept.ts";
import { exampleDialog, exampleRequest, exampleResponse, field } from "./example.ts";

const MOVED = field("Contact", "<sip:102@198.51.100.4>");

// The last CSeq number of the other side, the new request, and what becomes of it.
const ORDER: readonly (readonly [number | undefined, string, number, number | undefined | "out-of-order"])[] = [
  [undefined, "BYE", 0, 0],
  [undefined, "INVITE", 900, 900],
  [7, "INFO", 8, 8],
  [7, "INFO", 90, 90],
  [7, "INFO", 7, "out-of-order"],
  [7, "INFO", 6, "out-of-order"],
  [7, "ACK", 7, 7],
  [9, "ACK", 7, 9],
  [9, "CANCEL", 7, 9],
];
for (const [last, method, cseq, expected] of ORDER) {
  Deno.test(`after CSeq ${last}, "${cseq} ${method}" makes it ${expected}`, () => {
    const accepted = accept(exampleDialog({ remoteCseq: last }), exampleRequest(method, [], cseq));
    assert.equal(accepted.ok ? accepted.value.remoteCseq : accepted.fault.code, expected);
  });
}

for (const [method, moves] of [["INVITE", true], ["UPDATE", true], ["REFER", true], ["BYE", false], ["INFO", false]]) {
  Deno.test(`a Contact in ${method} ${moves ? "moves" : "does not move"} the target`, () => {
    const expected = moves ? "sip:102@198.51.100.4" : "sip:102@192.0.2.7:5062";
    const accepted = accept(exampleDialog(), exampleRequest(String(method), [MOVED], 8));
    assert.equal(accepted.ok && accepted.value.remoteTarget, expected);
    assert.equal(refreshTarget(exampleDialog(), exampleResponse(200, [MOVED], String(method))).remoteTarget, expected);
  });
}

Deno.test("a refusal with a Contact moves nothing", () => {
  const dialog = exampleDialog();
  assert.equal(refreshTarget(dialog, exampleResponse(302, [MOVED])), dialog);
});
