import assert from "node:assert/strict";
import { compose, type PresenceState, type Seen, type Word } from "./presence_state.ts";

const AT_HOME: Seen = { isInCall: false, doNotDisturb: false, isRegistered: true, idle: "no" };

const said = (state: PresenceState, saidAt?: number, note?: string): Word => ({
  state,
  saidAt: saidAt ?? 0,
  ...(note === undefined ? {} : { note }),
});

/** Own words, what the box sees, and what comes of it. */
const TRUTH: readonly (readonly [
  words: readonly Word[],
  seen: Partial<Seen>,
  state: PresenceState,
  by: ReturnType<typeof compose>["by"],
])[] = [
  [[], {}, "available", "phone"],
  [[], { isRegistered: false }, "offline", "phone"],
  [[], { idle: "away" }, "away", "idleness"],
  [[], { idle: "offline" }, "offline", "idleness"],
  [[], { isInCall: true }, "in-a-call", "line"],
  [[], { doNotDisturb: true }, "do-not-disturb", "line"],
  [[], { isInCall: true, isRegistered: false, idle: "offline" }, "in-a-call", "line"],
  [[], { doNotDisturb: true, isInCall: true }, "do-not-disturb", "line"],
  [[], { idle: "away", isRegistered: false }, "offline", "phone"],
  [[said("available")], {}, "available", "own word"],
  [[said("available")], { isInCall: true }, "in-a-call", "line"],
  [[said("available")], { doNotDisturb: true }, "do-not-disturb", "line"],
  [[said("available")], { isRegistered: false }, "offline", "phone"],
  [[said("available")], { idle: "away" }, "away", "idleness"],
  [[said("busy")], {}, "busy", "own word"],
  [[said("away")], { isInCall: true }, "away", "own word"],
  [[said("in-a-meeting")], { isInCall: true, doNotDisturb: true }, "in-a-meeting", "own word"],
  [[said("busy")], { isRegistered: false, idle: "offline" }, "busy", "own word"],
  [[said("do-not-disturb")], { idle: "away" }, "do-not-disturb", "own word"],
  [[said("offline")], { isInCall: true }, "offline", "own word"],
  [[said("in-a-call")], {}, "in-a-call", "own word"],
  [[said("away", 1), said("busy", 2)], {}, "busy", "own word"],
  [[said("away", 2), said("busy", 1)], {}, "away", "own word"],
  [[said("away", 1), said("available", 2)], { isInCall: true }, "in-a-call", "line"],
  [[said("away", 1), said("available", 2)], {}, "available", "own word"],
  [[said("away", 1), said("busy", 1)], {}, "busy", "own word"],
];

for (const [words, seen, state, by] of TRUTH) {
  const told = words.map(({ state, saidAt }) => `${state} at ${saidAt}`).join(", ") || "nothing";
  Deno.test(`who said ${told} and is ${JSON.stringify(seen)} is ${state}`, () => {
    const composed = compose(words, { ...AT_HOME, ...seen });
    assert.deepEqual([composed.state, composed.by], [state, by]);
  });
}

Deno.test("one's own text stands beside what the box sees, and an older one does not", () => {
  const words = [said("away", 1, "At lunch"), said("available", 2, "Back")];
  assert.equal(compose(words, { ...AT_HOME, isInCall: true }).note, "Back");
  assert.equal(compose([said("away", 1, "At lunch"), said("available", 2)], AT_HOME).note, undefined);
});
