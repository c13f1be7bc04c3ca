import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import type { CallView, PhoneView } from "../switchboard/mod.ts";
import { describeCalls, describeStatus } from "./views.ts";

Deno.test("kontor calls shows who is in which room, who is muted there, and who listens in", () => {
  const leg = { id: "l1", who: "Ana Pop <101>", at: "talking", held: false, direction: "in", forMs: 61_000 } as const;
  const call: CallView = { id: "c1", dialled: "2001", forMs: 61_000, legs: [] };
  const calls: readonly CallView[] = [
    { ...call, legs: [{ ...leg, room: { name: "room 2001", muted: false } }] },
    { ...call, id: "c2", legs: [{ ...leg, held: true, room: { name: "room 2001", muted: true } }] },
    ...(["nobody", "whom", "all"] as const).map((heardBy) => (
      { ...call, id: "c4", legs: [{ ...leg, listens: { to: "101", heardBy } }] }
    )),
    { ...call, id: "c3", dialled: "102", legs: [{ ...leg, held: true }] },
  ];
  const states = describeCalls(calls).split("\n").slice(1, 7).map((line) => /talking.*?(?= {2})/.exec(line)?.[0]);
  assert.deepEqual(states, [
    "talking in room 2001",
    "talking in room 2001, muted, held",
    "talking, listens to 101",
    "talking, listens to 101, who hears him",
    "talking, listens to 101, and all hear him",
    "talking, held",
  ]);
});

Deno.test("kontor status shows who sits at a phone that is not his own", () => {
  const phone: PhoneView = {
    number: "104",
    contact: "sip:104@10.0.0.9",
    transport: "udp",
    address: "10.0.0.9:5060",
    expiresInMs: 60_000,
  };
  const status = {
    version: "1",
    upMs: 0,
    startedAt: 0 as WallTime,
    data: "/data",
    listening: [],
    revision: 1,
    extensions: 2,
    calls: 0,
    stopping: false,
    phones: 2,
    trunks: [],
  };
  const lines = describeStatus(status, [phone, { ...phone, number: "105", who: "102" }]).split("\n");
  assert.ok(lines.some((line) => line.startsWith("104 ")));
  assert.ok(lines.some((line) => line.startsWith("105 (102) ")));
});
