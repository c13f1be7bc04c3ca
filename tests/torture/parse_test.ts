import assert from "node:assert/strict";
import { header, headers, parseMessage, respondTo, writeMessage } from "../../core/sip/mod.ts";
import { namesIn, read, testWithCorpus } from "./corpus.ts";
import { EXPECTED } from "./expected.ts";

testWithCorpus("every message of RFC 4475 has a line in the table, and every line a message", () => {
  assert.equal(EXPECTED.length, 49);
  for (const folder of ["valid", "malformed", "wellformed-but-odd"]) {
    const listed = EXPECTED.filter((each) => each.folder === folder).map((each) => each.name).sort();
    assert.deepEqual(listed, namesIn(folder));
  }
});

for (const { name, folder, section, parsed, why } of EXPECTED) {
  const outcome = parsed === "message" ? "is read" : parsed === "drop" ? "is dropped" : `is answered with ${parsed}`;
  testWithCorpus(`RFC 4475 §${section} ${name} ${outcome}: ${why}`, () => {
    const result = parseMessage(read(folder, name));
    if (parsed === "message") {
      if (!result.ok) assert.fail(result.fault.text);
      assert.deepEqual(parseMessage(writeMessage(result.value)).ok, true);
      return;
    }
    if (result.ok) assert.fail(`${name} was read as a message`);
    const { status, partial } = result.fault;
    assert.equal(status, parsed === "drop" ? undefined : parsed);
    if (parsed === "drop" || status === undefined || partial === undefined) return;
    const response = respondTo(partial, status, { toTag: "box" });
    assert.match(headers(response, "Via")[0]!, /^SIP\/\d\.0\/(UDP|TCP) /);
    if (name !== "insuf") {
      for (const needed of ["From", "To", "Call-ID", "CSeq"]) assert.ok(header(response, needed), needed);
    }
    assert.ok(writeMessage(response).length > 0);
  });
}
