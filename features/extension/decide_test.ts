import assert from "node:assert/strict";
import type { Destination, Forward } from "../../core/directory/mod.ts";
import { FORWARD_WHEN } from "../../core/notebook/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { type Called, decide, decideAfterwards, type Step } from "./decide.ts";

const to = (id: string): Destination => ({ kind: "dial", id });

/** Every set of forwards that can be set. */
const FORWARDS: readonly Forward[] = Array.from(
  { length: 16 },
  (_, bits) => Object.fromEntries(FORWARD_WHEN.filter((_, at) => bits & (1 << at)).map((when) => [when, to(when)])),
);
const SWITCH = [false, true];

/** All that can be set and found: 16 sets of forwards, 3 thoughts of the caller, 4 switches. */
function* everything(): Generator<Called> {
  for (const forward of FORWARDS) {
    for (const unwanted of [undefined, "caller", "anonymous"] as const) {
      for (const doNotDisturb of SWITCH) {
        for (const isVip of SWITCH) {
          for (const isFull of SWITCH) {
            for (const isThere of SWITCH) yield { forward, unwanted, doNotDisturb, isVip, isFull, isThere };
          }
        }
      }
    }
  }
}

/** In words, so that the tables below can be read. */
function inWords(step: Step): string {
  switch (step.step) {
    case "ring":
      return "ring";
    case "forward":
      return `to ${step.to.id}: ${step.reason}`;
    case "refuse":
      return `refuse the ${step.why}`;
    case "end":
      return step.cause;
  }
}

/** The rules from the top down: the first whose condition holds counts. */
const RULES: readonly (readonly [string, (called: Called) => boolean, (called: Called) => string])[] = [
  ["who is blocked is refused", (c) => c.unwanted !== undefined, (c) => `refuse the ${c.unwanted}`],
  [
    "who does not wish to be disturbed is busy, but for VIPs",
    (c) => c.doNotDisturb && !c.isVip,
    (c) => c.forward.busy ? "to busy: do-not-disturb" : "busy",
  ],
  ["forwarded always", (c) => c.forward.always !== undefined, () => "to always: unconditional"],
  ["as many calls as there may be", (c) => c.isFull, (c) => c.forward.busy ? "to busy: user-busy" : "busy"],
  [
    "no phone is there",
    (c) => !c.isThere,
    (c) => c.forward.unreachable ? "to unreachable: unavailable" : "unavailable",
  ],
  ["all else", () => true, () => "ring"],
];

Deno.test("what becomes of a call, for everything that can be set and found: 768 cases", () => {
  const used = new Map<string, number>();
  for (const called of everything()) {
    const [name, , expected] = RULES.find(([, holds]) => holds(called))!;
    assert.equal(inWords(decide(called)), expected(called), `${name}: ${JSON.stringify(called)}`);
    used.set(name, (used.get(name) ?? 0) + 1);
  }
  assert.deepEqual([...used.values()].toSorted((a, b) => a - b), [24, 24, 48, 64, 96, 512]);
});

const REASONS: Readonly<Record<string, string>> = {
  "busy": "user-busy",
  "no-answer": "no-answer",
  "unreachable": "unavailable",
};

const AFTERWARDS: readonly (readonly [Cause, string | undefined])[] = [
  ["busy", "busy"],
  ["rejected", "busy"],
  ["no-answer", "no-answer"],
  ["unavailable", "unreachable"],
  ["timeout", "unreachable"],
  ["not-found", "unreachable"],
  ["fault", "unreachable"],
  ["cancelled", undefined],
  ["no-media", undefined],
  ["not-acceptable", undefined],
];

for (const [cause, when] of AFTERWARDS) {
  Deno.test(`rung in vain (${cause}): ${when === undefined ? "nowhere else" : `where "${when}" leads, if anywhere`}`, () => {
    for (const forward of FORWARDS) {
      const expected = when !== undefined && Object.hasOwn(forward, when) ? `to ${when}: ${REASONS[when]}` : cause;
      assert.equal(inWords(decideAfterwards(cause, forward)), expected);
    }
  });
}
