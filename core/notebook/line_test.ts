import assert from "node:assert/strict";
import { type Line, readLine, UNTOUCHED, writeLine } from "./line.ts";

Deno.test("a line is read as it was written, and an untouched one takes no room", () => {
  const line: Line = {
    doNotDisturb: true,
    forward: { "no-answer": "102", always: "0722" },
    callWaiting: false,
    findMe: false,
    lastCaller: "103",
    lastDialled: "*67104",
    blocked: ["0722123456"],
    vips: ["101"],
    exceptions: ["+40722000111"],
  };
  assert.deepEqual(readLine(writeLine(line)), line);
  assert.equal(writeLine(UNTOUCHED), undefined);
  assert.deepEqual(readLine(undefined), UNTOUCHED);
});

Deno.test("what makes no sense counts as not set", () => {
  assert.deepEqual(
    readLine({ doNotDisturb: "yes", forward: { busy: 7, sometimes: "1" }, lastCaller: [], blocked: [1] }),
    UNTOUCHED,
  );
  assert.deepEqual(readLine([1]), UNTOUCHED);
  assert.deepEqual(readLine("x"), UNTOUCHED);
});
