import assert from "node:assert/strict";
import { parseReferTo } from "./refer_to.ts";

Deno.test("a blind transfer names a URI", () => {
  assert.deepEqual(parseReferTo('"Bob" <sip:102@box;user=phone>'), {
    ok: true,
    value: { uri: "sip:102@box;user=phone" },
  });
  assert.deepEqual(parseReferTo("sip:102@box"), { ok: true, value: { uri: "sip:102@box" } });
  assert.deepEqual(parseReferTo("<sip:102@box;method=INVITE>"), { ok: true, value: { uri: "sip:102@box" } });
});

Deno.test("an attended transfer names a dialog, escaped among the URI's headers", () => {
  const value = "<sip:103@box?Replaces=c%402%40h%3Bto-tag%3Dt1%3Bfrom-tag%3Df1&Require=replaces>";
  assert.deepEqual(parseReferTo(value), {
    ok: true,
    value: { uri: "sip:103@box", replaces: { callId: "c@2@h", toTag: "t1", fromTag: "f1" } },
  });
});

Deno.test("a dialog to be joined is named likewise", () => {
  assert.deepEqual(parseReferTo("<sip:103@box?Join=c1%3Bto-tag%3Dt1%3Bfrom-tag%3Df1>"), {
    ok: true,
    value: { uri: "sip:103@box", join: { callId: "c1", toTag: "t1", fromTag: "f1" } },
  });
});

for (
  const [value, code] of [
    ["", "bad-address"],
    ["<sip:102@box", "bad-address"],
    ["<102>", "bad-uri"],
    ["<sip:102@box;method=BYE>", "bad-refer-to"],
    ["<sip:102@box?Replaces=c1>", "bad-replaces"],
    ["<sip:102@box?Join=c1>", "bad-replaces"],
    ["<sip:102@box?Join=c%3Bto-tag%3Dt%3Bfrom-tag%3Df&Replaces=c%3Bto-tag%3Dt%3Bfrom-tag%3Df>", "bad-refer-to"],
  ] as const
) {
  Deno.test(`Refer-To "${value}" is refused`, () => {
    const read = parseReferTo(value);
    assert.equal(read.ok ? "ok" : read.fault.code, code);
  });
}
