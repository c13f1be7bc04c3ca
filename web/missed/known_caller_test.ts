import assert from "node:assert/strict";
import type { Pbx } from "../../core/directory/mod.ts";
import { isOneCaller, keyOfCaller } from "./mod.ts";

const DIRECTORY = {
  office: { name: "", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
  pbx: [{ name: "branch", country: "GB" } as Pbx],
} as const;

for (
  const [written, tenant, key] of [
    ["0745 123 456", "own", "+40745123456"],
    ["+40745123456", "own", "+40745123456"],
    ["020 7946 0000", "branch", "+442079460000"],
    ["1234", "own", "raw:1234"],
    ["raw:1234", "own", "raw:1234"],
    ["", "own", undefined],
    ["anonymous", "own", undefined],
    ["lift", "own", undefined],
    ["raw:lift", "own", undefined],
    ["..", "own", undefined],
    ["1\r\nX-Evil: yes", "own", undefined],
    ["raw:1\0", "own", undefined],
    [`raw:${"1".repeat(61)}`, "own", undefined],
  ] as const
) {
  Deno.test(`${JSON.stringify(written)} at ${tenant} is ${key ?? "no one caller"}`, () => {
    const known = keyOfCaller(written, { tenant, directory: DIRECTORY });
    assert.equal(isOneCaller(known) ? known : undefined, key);
  });
}
