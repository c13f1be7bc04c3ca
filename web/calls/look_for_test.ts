import assert from "node:assert/strict";
import type { Directory } from "../../core/directory/mod.ts";
import { callerParts, lookFor, numbersFor } from "./look_for.ts";

Deno.test("a number is looked for in each way that the record may have it", () => {
  const office = { office: { country: "RO" }, extensions: new Map() } as never;
  assert.deepEqual(numbersFor("0722 000 222", office, () => []), ["0722000222", "+40722000222", "0040722000222"]);
  assert.deepEqual(numbersFor("*43", office, () => []), ["*43"]);
  assert.deepEqual(numbersFor("Nobody", office, () => []), []);
});

const OFFICE: Directory = {
  office: { country: "RO" },
  extensions: new Map([["101", { number: "101", name: "Ana Pop" }]]),
  queues: new Map([["800", { name: "Vânzări" }]]),
  groups: new Map([["600", { name: "Vânzări seara" }]]),
  rooms: new Map([["2001", {}]]),
  trunks: new Map([["digi", {}]]),
  accounts: [{ name: "Ananas SRL" }, { name: "Dosar 112" }],
} as never;

for (
  const [q, expected] of [
    ["*43", ["seat *43", "call *43"]],
    ["800", ["seat 800", "call 800", "queue_visit 800"]],
    ["ana", ["seat 101", "call Ananas SRL"]],
    ["dosar 1", ["call Dosar 112"]],
    ["vanzari", ["call 800", "call 600", "queue_visit 800"]],
    ["nobody", []],
  ] as const
) {
  Deno.test(`"${q}" is looked for where it may be meant`, () => {
    const { sources, where } = lookFor(q, OFFICE, () => []);
    assert.deepEqual([sources!.map(({ table, value }) => `${table} ${value}`), where], [expected, []]);
  });
}

Deno.test("the name of a trunk wants the calls by it, the id of a call that one", () => {
  assert.deepEqual(lookFor("Digi", OFFICE, () => []), { where: [{ column: "trunk", is: "=", value: "digi" }] });
  const id = "c0123456789ab";
  assert.deepEqual(lookFor(id, OFFICE, () => []), { where: [{ column: "call", is: "=", value: id }] });
});

for (
  const [q, expected] of [
    ["0722 000", ["0722000", "+40722000"]],
    ["0049 30", ["004930", "+4930"]],
    ["222", ["222", "+40222"]],
    ["+40722", ["+40722"]],
    ["12", ["raw:12"]],
    ["anonymous", ["anonymous"]],
    ["Maria", ["raw:maria", "+40722000111"]],
  ] as const
) {
  Deno.test(`"${q}" is in the key of whichever caller may be meant`, () => {
    const known = (q: string) => q === "Maria" ? [{ numbers: ["0722000111"] }] : [];
    assert.deepEqual(callerParts(q, OFFICE, known), expected);
  });
}
