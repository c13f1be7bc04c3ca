import assert from "node:assert/strict";
import { counted } from "./counted.ts";

Deno.test("things are counted as each language counts, with its own dots in large numbers", () => {
  const said = (count: number) => [
    counted(count, ["call", "calls"], "en"),
    counted(count, ["apel", "apeluri"], "ro"),
  ];
  assert.deepEqual(said(0), ["0 calls", "0 apeluri"]);
  assert.deepEqual(said(1), ["1 call", "1 apel"]);
  assert.deepEqual(said(19), ["19 calls", "19 apeluri"]);
  assert.deepEqual(said(20), ["20 calls", "20 de apeluri"]);
  assert.deepEqual(said(12_345), ["12,345 calls", "12.345 de apeluri"]);
});
