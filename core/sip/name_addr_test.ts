import assert from "node:assert/strict";
import { formatNameAddr, parseNameAddr, tagOf } from "./name_addr.ts";

const READ: readonly [string, string | undefined, string, Record<string, string | undefined>][] = [
  ["<sip:a@b>", undefined, "sip:a@b", {}],
  ['"Ana \\"A\\" Pop" <sip:a@b;lr>;tag=1', 'Ana "A" Pop', "sip:a@b;lr", { tag: "1" }],
  ['"<sip:x@y>;tag=0" <sip:a@b>;tag=1', "<sip:x@y>;tag=0", "sip:a@b", { tag: "1" }],
  ["Ana Pop<sip:a@b> ; TAG = 1 ; x", "Ana Pop", "sip:a@b", { tag: "1", x: undefined }],
  ["Ana (office) <sip:a@b>", "Ana (office)", "sip:a@b", {}],
  ["Ană <sip:a@b>", "Ană", "sip:a@b", {}],
  ['"" <sip:a@b>', undefined, "sip:a@b", {}],
  ["sip:a@b;tag=1", undefined, "sip:a@b", { tag: "1" }],
  ['<sip:a@b>;+sip.instance="<urn:uuid:1>"', undefined, "sip:a@b", { "+sip.instance": "<urn:uuid:1>" }],
];

for (const [text, name, uri, parameters] of READ) {
  Deno.test(`parseNameAddr() reads ${text}`, () => {
    const result = parseNameAddr(text);
    if (!result.ok) assert.fail(result.fault.text);
    assert.equal(result.value.name, name);
    assert.equal(result.value.uri, uri);
    assert.deepEqual(Object.fromEntries(result.value.parameters), parameters);
    assert.equal(tagOf(text), parameters["tag"]);
  });
}

const REFUSED = [
  "",
  '"Ana <sip:a@b>',
  "Pop, Ana <sip:a@b>",
  '"Ana" Pop <sip:a@b>',
  "<sip:a@b",
  "<sip:a@b>x",
  "<sip:a@b>;",
  "<sip:a@b>;;tag=1",
  "<sip:a@b>;tag=",
  '<sip:a@b>;tag="1',
  "sip:a@b?Route=x",
  "sip:a@b,sip:c@d",
  "sip:a@b c",
  "sip:a@b>;tag=1",
];

for (const text of REFUSED) {
  Deno.test(`parseNameAddr() refuses ${JSON.stringify(text)}`, () => assert.equal(parseNameAddr(text).ok, false));
}

Deno.test("formatNameAddr() quotes the name and what is no token", () => {
  const parameters = new Map([["tag", "1"], ["x", undefined], ["text", "a b"], ["+sip.rendering", "no"]]);
  assert.equal(
    formatNameAddr({ name: 'A "B"\r\nC\\', uri: "sip:a@b", parameters }),
    '"A \\"B\\" C\\\\" <sip:a@b>;tag=1;x;text="a b";+sip.rendering="no"',
  );
  assert.equal(formatNameAddr({ uri: "sip:a@b", parameters: new Map() }), "<sip:a@b>");
});

Deno.test("tagOf() finds a tag only among the header's parameters", () => {
  assert.equal(tagOf("<sip:a@b;tag=uri>"), undefined);
  assert.equal(tagOf('<sip:a@b>;x=";tag=0";tag=1'), "1");
  assert.equal(tagOf('"unclosed <sip:a@b>;tag=1'), undefined);
  assert.equal(tagOf("sip:a@b;nottag=0;tag=1;tag=2"), "1");
});

Deno.test("formatNameAddr() leaves out a name of which nothing is seen", () => {
  for (const name of ["\u202E", "\r\n", " ", ""]) {
    assert.equal(formatNameAddr({ name, uri: "sip:101@box", parameters: new Map() }), "<sip:101@box>");
  }
});
