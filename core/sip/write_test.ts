import assert from "node:assert/strict";
import { toBytes, toText } from "../base/mod.ts";
import type { Header, SipRequest } from "./message.ts";
import { writeMessage } from "./write.ts";

function request(fields: readonly Header[], body = ""): SipRequest {
  return { kind: "request", method: "MESSAGE", uri: "sip:102@box", headers: fields, body: toBytes(body) };
}

Deno.test("writeMessage() writes Content-Length itself, in bytes", () => {
  const text = toText(
    writeMessage(request([{ name: "Content-Length", value: "99" }, { name: "Subject", value: "ă" }], "ș")),
  );
  assert.equal(text, "MESSAGE sip:102@box SIP/2.0\r\nSubject: ă\r\nContent-Length: 2\r\n\r\nș");
});

Deno.test("writeMessage() writes a response, even without a reason", () => {
  const bytes = writeMessage({ kind: "response", status: 100, reason: "", headers: [], body: new Uint8Array(0) });
  assert.equal(toText(bytes), "SIP/2.0 100 \r\nContent-Length: 0\r\n\r\n");
});

const BREAKING: readonly [string, SipRequest][] = [
  ["a line end in a value", request([{ name: "Subject", value: "a\r\nX: y" }])],
  ["a bare LF in a value", request([{ name: "Subject", value: "a\nb" }])],
  ["a NUL in a value", request([{ name: "Subject", value: "a\0b" }])],
  ["a line end in a name", request([{ name: "X: y\r\nZ", value: "a" }])],
  ["a line end in the URI", { ...request([]), uri: "sip:a\r\nX: y" }],
];

for (const [what, message] of BREAKING) {
  Deno.test(`writeMessage() throws on ${what}`, () =>
    assert.throws(() => writeMessage(message), /^Error: Cannot write/));
}
