import assert from "node:assert/strict";
import { DEFAULT_RECORDING, type RecordingRule, type RecordingSettings } from "../directory/mod.ts";
import { modeOf, type Talk } from "./mod.ts";

const TALK: Talk = { extensions: ["101"], trunks: ["first"], group: "600", queue: "8001", direction: "inbound" };

function settings(rules: readonly RecordingRule[]): RecordingSettings {
  return { ...DEFAULT_RECORDING, internal: { mode: "never", notice: false }, rules };
}

const CASES: readonly (readonly [what: string, rules: readonly RecordingRule[], talk: Talk, mode: string])[] = [
  ["no rule: the direction says it", [], TALK, "on-demand"],
  ["no rule, in the house", [], { ...TALK, trunks: [], direction: "internal" }, "never"],
  ["one of the two", [{ extension: "101", mode: "always" }], TALK, "always"],
  ["somebody else", [{ extension: "102", mode: "always" }], TALK, "on-demand"],
  ["the group", [{ group: "600", mode: "always" }], TALK, "always"],
  ["the queue", [{ queue: "8001", mode: "always" }], TALK, "always"],
  ["another queue", [{ queue: "8002", mode: "always" }], TALK, "on-demand"],
  [
    "the group, of whom no group was rung",
    [{ group: "600", mode: "always" }],
    { ...TALK, group: undefined },
    "on-demand",
  ],
  ["the trunk", [{ trunk: "first", mode: "always" }], TALK, "always"],
  ["all that a rule names must fit", [{ extension: "101", direction: "outbound", mode: "always" }], TALK, "on-demand"],
  ["the first that fits", [{ extension: "101", mode: "never" }, { trunk: "first", mode: "always" }], TALK, "never"],
  [
    "the first that fits, the other way round",
    [
      { trunk: "first", mode: "always" },
      { extension: "101", mode: "never" },
    ],
    TALK,
    "always",
  ],
  ["a rule that names nothing fits all", [{ mode: "always" }], TALK, "always"],
];

for (const [what, rules, talk, mode] of CASES) {
  Deno.test(`whether a call is recorded: ${what}`, () => {
    assert.equal(modeOf(talk, settings(rules)), mode);
  });
}
