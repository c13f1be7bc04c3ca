import assert from "node:assert/strict";
import { buildDirectory } from "../directory/mod.ts";
import { destinationOf } from "./dial_plan.ts";

const OFFICE = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
const ANA = {
  number: "101",
  name: "Ana",
  secret: "x",
  ringForS: 25,
  callLimit: 2,
  phones: 5,
  srtp: "allowed",
} as const;
const DIRECTORY = buildDirectory({ office: OFFICE, extensions: [ANA] }, { revision: 1, realm: "kontor" });
const CODES = new Map([["*43", { kind: "echo-test", id: "" }]]);

for (
  const [dialled, expected] of [
    ["101", { kind: "extension", id: "101" }],
    ["*43", { kind: "echo-test", id: "" }],
    ["102", undefined],
    ["", undefined],
    ["*431", undefined],
  ] as const
) {
  Deno.test(`"${dialled}" leads to ${expected === undefined ? "nowhere" : expected.kind}`, () => {
    assert.deepEqual(destinationOf(dialled, DIRECTORY, CODES), expected);
  });
}
