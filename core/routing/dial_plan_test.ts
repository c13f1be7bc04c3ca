import assert from "node:assert/strict";
import { buildDirectory, DEFAULT_CODES } from "../directory/mod.ts";
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
const SALES = {
  number: "600",
  name: "Sales",
  members: [],
  strategy: "all",
  ringForS: 30,
  memberForS: 15,
  skipBusy: true,
} as const;
const DIRECTORY = buildDirectory(
  {
    office: OFFICE,
    extensions: [ANA],
    groups: [SALES],
    codes: { ...DEFAULT_CODES, "park": "#70", "echo-test": false },
  },
  { revision: 1, realm: "kontor" },
);

for (
  const [dialled, expected] of [
    ["101", { kind: "extension", id: "101" }],
    ["600", { kind: "group", id: "600" }],
    ["70", { kind: "park-slot", id: "70" }],
    ["*8", { kind: "pick-up", id: "" }],
    ["**101", { kind: "pick-up-at", id: "101" }],
    ["#70", { kind: "park", id: "" }],
    ["*70", undefined],
    ["*43", undefined],
    ["**", undefined],
    ["*81", undefined],
    ["*101", { kind: "voicemail-to", id: "101" }],
    ["*97", { kind: "voicemail-mine", id: "" }],
    ["*971", undefined],
    ["*98", { kind: "voicemail-any", id: "" }],
    ["*98101", { kind: "voicemail-any", id: "101" }],
    ["*102", undefined],
    ["*", undefined],
    ["102", undefined],
    ["", undefined],
  ] as const
) {
  Deno.test(`"${dialled}" leads to ${expected === undefined ? "nowhere" : expected.kind}`, () => {
    assert.deepEqual(destinationOf(dialled, DIRECTORY), expected);
  });
}

Deno.test("where an extension's number makes a code of *, the code is what was meant", () => {
  const office = buildDirectory({ office: OFFICE, extensions: [{ ...ANA, number: "97" }] }, {
    revision: 1,
    realm: "k",
  });
  assert.deepEqual(destinationOf("*97", office), { kind: "voicemail-mine", id: "" });
});
