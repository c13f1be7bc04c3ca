import assert from "node:assert/strict";
import { type ControlRequest, readAnswer, readRequest, writeAnswer, writeRequest } from "./control.ts";

const REQUESTS: readonly ControlRequest[] = [
  { command: "apply", text: "office: {}\n", fileName: "office.yml", force: true, who: "ana" },
  { command: "rollback", revision: 3, who: "ana" },
  { command: "trace", call: "c1" },
  { command: "add-key", key: "crm", scopes: ["calls:read"], extensions: ["101"], who: "ana" },
  { command: "remove-key", key: "crm" },
  { command: "reset-owner", owner: "ana", who: "root" },
  { command: "keys" },
  { command: "check-record" },
  { command: "check-record", day: "2026-11-21" },
  { command: "webhooks" },
  { command: "dead-letters", action: "retry" },
  { command: "dead-letters", action: "drop", letter: "crm.7.x.call.ended" },
  { command: "missed" },
  { command: "missed-done", entry: "c1", note: "called", who: "ana" },
  { command: "status" },
  { command: "figures" },
];
for (const request of REQUESTS) {
  Deno.test(`a request to ${request.command} survives the line`, () => {
    const line = writeRequest(9, request);
    assert.equal(line.indexOf("\n"), line.length - 1);
    assert.deepEqual(readRequest(line), { ok: true, value: { id: 9, request } });
  });
}

const NONSENSE: readonly [string, RegExp][] = [
  ["", /expected one JSON object a line/],
  ["[]", /expected "id" to be a number/],
  ["null", /expected one JSON object a line/],
  ['{"command":"status"}', /expected "id" to be a number/],
  ['{"id":1}', /Cannot do "undefined": no such command/],
  ['{"id":1,"command":"constructor"}', /Cannot do "constructor": no such command/],
  ['{"id":1,"command":"apply","text":7}', /expected "text" to be a text/],
  ['{"id":1,"command":"rollback","revision":1.5,"who":"a"}', /expected "revision" to be a whole number/],
  ['{"id":1,"command":"add-key","key":"","scopes":[],"who":"a"}', /expected "key" to be a name of letters and digits/],
  ['{"id":1,"command":"add-key","key":"a","scopes":["all"],"who":"a"}', /expected "scopes" to be some of calls:read/],
  [
    '{"id":1,"command":"add-key","key":"a","scopes":[],"extensions":["*a"],"who":"a"}',
    /expected "extensions" to be numbers, and "\*a" is none/,
  ],
  ['{"id":1,"command":"check-record","day":"today"}', /expected "day" to be a date as in 2026-11-21/],
  ['{"id":1,"command":"dead-letters"}', /expected "action" to be retry or drop/],
  ['{"id":1,"command":"dead-letters","action":"drop","letter":7}', /expected "letter" to be a text/],
  ['{"id":1,"command":"reset-owner","who":"root"}', /expected "owner" to be a text/],
  ['{"id":1,"command":"reset-owner","owner":"ana"}', /expected "who" to be a text/],
  ['{"id":1,"command":"trace"}', /expected "call" to be a text/],
];
for (const [line, expected] of NONSENSE) {
  Deno.test(`the request ${line === "" ? "of nothing" : line} is a fault`, () => {
    const read = readRequest(line);
    assert.match(read.ok ? "" : read.fault.text, expected);
  });
}

Deno.test("an answer survives the line, faults and all", () => {
  const answer = { ok: false, text: "No", faults: ["office.yml:1:1 a: b"] } as const;
  assert.deepEqual(readAnswer(writeAnswer(1, answer)), { ok: true, value: answer });
  assert.deepEqual(readAnswer(writeAnswer(1, { ok: true, value: [1] })), { ok: true, value: { ok: true, value: [1] } });
  assert.ok(!readAnswer("{}").ok);
});
