import assert from "node:assert/strict";
import { isForMany, isIpLiteral, isNowhere } from "./address.ts";

for (
  const [text, expected] of [
    ["192.0.2.7", true],
    ["0.0.0.0", true],
    ["255.255.255.255", true],
    ["256.0.0.1", false],
    ["1.2.3", false],
    ["1.2.3.4.5", false],
    ["01.2.3.4", false],
    ["", false],
    ["localhost", false],
    ["::", true],
    ["::1", true],
    ["2001:db8::7", true],
    ["2001:db8:1:2:3:4:5:6", true],
    ["2001:db8:1:2:3:4:5", false],
    ["2001:db8:1:2:3:4:5:6:7", false],
    ["1::2::3", false],
    ["::ffff:192.0.2.7", true],
    ["::ffff:192.0.2.777", false],
    ["192.0.2.7::1", false],
    [":::", false],
    ["fe80::1%eth0", false],
    ["12345::", false],
    ["[::1]", false],
  ] as const
) {
  Deno.test(`isIpLiteral() says ${expected} to "${text}"`, () => {
    assert.equal(isIpLiteral(text), expected);
  });
}

Deno.test("an address that means nowhere, and one that means many, are known", () => {
  assert(isNowhere("0.0.0.0") && isNowhere("::") && isNowhere("0:0:0:0:0:0:0:0"));
  assert(!isNowhere("10.0.0.0") && !isNowhere("::1"));
  assert(isForMany("224.0.0.1") && isForMany("255.255.255.255") && isForMany("ff02::1"));
  assert(!isForMany("223.255.255.255") && !isForMany("fe80::1"));
});
