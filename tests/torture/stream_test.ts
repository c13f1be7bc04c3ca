import assert from "node:assert/strict";
import { parseMessage, StreamFramer } from "../../core/sip/mod.ts";
import { read, testWithCorpus } from "./corpus.ts";

testWithCorpus("dblreq over a stream is two requests", () => {
  const frames = new StreamFramer().push(read("valid", "dblreq"));
  const methods = frames.flatMap((frame) => {
    const result = frame.type === "message" ? parseMessage(frame.bytes) : undefined;
    return result?.ok && result.value.kind === "request" ? [result.value.method] : [];
  });
  assert.deepEqual(methods, ["REGISTER", "INVITE"]);
});

testWithCorpus("clerr over a stream waits for the rest of its body", () => {
  const framer = new StreamFramer();
  const clerr = read("malformed", "clerr");
  assert.deepEqual(framer.push(clerr), []);
  assert.equal(framer.waiting, clerr.length);
});

for (const [folder, name] of [["malformed", "ncl"], ["wellformed-but-odd", "mcl01"]] as const) {
  testWithCorpus(`${name} over a stream is answered with 400, and then the connection is to be closed`, () => {
    const [first, second, ...others] = new StreamFramer().push(read(folder, name));
    assert.ok(first?.type === "message");
    const result = parseMessage(first.bytes);
    assert.equal(result.ok ? 200 : result.fault.status, 400);
    assert.equal(second?.type, "fault");
    assert.deepEqual(others, []);
  });
}
