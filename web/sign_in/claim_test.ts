import assert from "node:assert/strict";
import { encode } from "uqr";
import { SeededChance } from "../../core/base/mod.ts";
import { claimPicture, claimUrl, isClaimCode, newClaimCode } from "./claim.ts";

const HERE = { scheme: "http", address: { ip: "0.0.0.0", port: 8080 } };

Deno.test("the code is known however it is typed, and no other is taken for it", () => {
  const code = newClaimCode(new SeededChance(3));
  assert.match(code, /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  for (const typed of [code, code.toLowerCase(), code.replace("-", ""), ` ${code.replace("-", " ")} `]) {
    assert.equal(isClaimCode(code, typed), true, typed);
  }
  for (const typed of ["", code.slice(1), `${code}2`, "AAAA-AAAA"]) {
    assert.equal(isClaimCode(code, typed), false, typed);
  }
});

Deno.test("the address of the claim names the box as its network does, with the code", () => {
  assert.equal(claimUrl([HERE], "7KQ2-M9XD", "192.0.2.7"), "http://192.0.2.7:8080/claim?code=7KQ2-M9XD");
  assert.equal(claimUrl([], "7KQ2-M9XD"), undefined);
});

const [INK_ON_BLACK, PLAIN] = ["\x1b[97;40m", "\x1b[0m"] as const;
/** Which halves of a letter are light. */
const HALVES: Readonly<Record<string, readonly [boolean, boolean]>> = {
  "█": [true, true],
  "▀": [true, false],
  "▄": [false, true],
  " ": [false, false],
};

Deno.test("the picture of it has every square of the code, light ones as ink on black", async () => {
  const url = claimUrl([HERE], "7KQ2-M9XD", "192.0.2.7")!;
  const lines = (await claimPicture(url)).split("\n");
  assert.equal(lines.pop(), url, "for whoever has no camera");
  const { data, size } = encode(url, { border: 2 });
  const light = lines.flatMap((line) => {
    assert.ok(line.startsWith(INK_ON_BLACK) && line.endsWith(PLAIN));
    const halves = [...line.slice(INK_ON_BLACK.length, -PLAIN.length)].map((letter) => HALVES[letter]!);
    return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
  });
  assert.deepEqual(light.slice(0, size), data.map((row) => row.map((isDark) => !isDark)));
  assert.ok(lines.length <= 20 && size <= 40, "it fits where eighty columns do");
});
