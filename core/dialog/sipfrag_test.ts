import assert from "node:assert/strict";
import { toBytes, toText } from "../base/mod.ts";
import { readSipfrag, sipfrag } from "./sipfrag.ts";

Deno.test("a sipfrag is a status line, and reads back", () => {
  assert.equal(toText(sipfrag(486, "Busy Here")), "SIP/2.0 486 Busy Here\r\n");
  assert.deepEqual(readSipfrag(sipfrag(486, "Busy Here")), { ok: true, value: { status: 486, reason: "Busy Here" } });
});

for (const text of ["SIP/2.0 200 OK", "SIP/2.0 200 OK\r\nContact: <sip:a>\r\n\r\n", "\r\nSIP/2.0 200 OK\n"]) {
  Deno.test(`the status of ${JSON.stringify(text)} is understood`, () => {
    assert.deepEqual(readSipfrag(toBytes(text)), { ok: true, value: { status: 200, reason: "OK" } });
  });
}

for (const text of ["", "SIP/2.0", "SIP/2.0 99 Low", "SIP/2.0 2000 High", "INVITE sip:a SIP/2.0", "\0"]) {
  Deno.test(`a sipfrag of ${JSON.stringify(text)} is refused`, () => {
    const read = readSipfrag(toBytes(text));
    assert.equal(read.ok ? "ok" : read.fault.code, "bad-sipfrag");
  });
}
