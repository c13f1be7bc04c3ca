import assert from "node:assert/strict";
import type { CallView } from "../switchboard/mod.ts";
import { describeCalls } from "./views.ts";

Deno.test("kontor calls shows who is in which room, and who is muted there", () => {
  const leg = { id: "l1", who: "Ana Pop <101>", at: "talking", held: false, direction: "in", forMs: 61_000 } as const;
  const call: CallView = { id: "c1", dialled: "2001", forMs: 61_000, legs: [] };
  const calls: readonly CallView[] = [
    { ...call, legs: [{ ...leg, room: { name: "room 2001", muted: false } }] },
    { ...call, id: "c2", legs: [{ ...leg, held: true, room: { name: "room 2001", muted: true } }] },
    { ...call, id: "c3", dialled: "102", legs: [{ ...leg, held: true }] },
  ];
  const states = describeCalls(calls).split("\n").slice(1, 4).map((line) => /talking.*?(?= {2})/.exec(line)?.[0]);
  assert.deepEqual(states, ["talking in room 2001", "talking in room 2001, muted, held", "talking, held"]);
});
