import assert from "node:assert/strict";
import { numbersFor } from "./question.ts";

Deno.test("a number is looked for in each way that the record may have it", () => {
  const office = { office: { country: "RO" }, extensions: new Map() } as never;
  assert.deepEqual(numbersFor("0722 000 222", office, () => []), ["0722000222", "+40722000222", "0040722000222"]);
  assert.deepEqual(numbersFor("*43", office, () => []), ["*43"]);
  assert.deepEqual(numbersFor("Nobody", office, () => []), []);
});
