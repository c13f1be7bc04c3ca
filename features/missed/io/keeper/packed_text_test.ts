import assert from "node:assert/strict";
import { packed, unpacked } from "./packed_text.ts";

for (const length of [0, 1, 100, 65_533, 65_534, 65_535, 200_000]) {
  Deno.test(`a text of ${length} characters is packed and unpacked, and one after it is itself`, () => {
    const text = Array.from({ length }, (_, at) => "abcdefgh"[(at * at) % 8]).join("");
    assert.equal(unpacked(packed(text)), text);
    assert.deepEqual(unpacked(packed({ rang: ["101"] })), { rang: ["101"] });
  });
}
