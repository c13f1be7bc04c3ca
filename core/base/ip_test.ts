import assert from "node:assert/strict";
import { ipFromBytes, ipToBytes } from "./ip.ts";

Deno.test("IP literals survive the way to bytes and back, in the form of RFC 5952", () => {
  for (
    const [text, short] of [
      ["0.0.0.0", "0.0.0.0"],
      ["::", "::"],
      ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
      ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
      ["::ffff:192.0.2.33", "::ffff:c000:221"],
      ["1::", "1::"],
    ] as const
  ) assert.equal(ipFromBytes(ipToBytes(text)), short);
  for (
    const text of ["", "1.2.3", "1.2.3.256", "1.2.3.4.5", ":", ":::", "1:2:3:4:5:6:7", "1::2::3", "g::1", "12345::"]
  ) {
    assert.throws(() => ipToBytes(text), TypeError, text);
  }
});
