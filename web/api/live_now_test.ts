import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand, LiveView } from "../../core/switchboard/mod.ts";
import { liveNow } from "./live_now.ts";

const AT = Date.UTC(2026, 10, 22, 9) as WallTime;
const LEG = { id: "l1", state: "talking", direction: "in", at: AT } as const;

function answer(legs: LiveView["calls"][number]["legs"]): (command: DeskCommand) => DeskAnswer {
  const live: LiveView = { help: [], calls: [{ id: "c1", dialled: "102", at: AT, legs }], parked: [], people: [] };
  return ({ type }) =>
    type === "live"
      ? { type, live }
      : type === "trunks"
      ? { type, trunks: [] }
      : type === "hours"
      ? { type, hours: [] }
      : { type: "queues", queues: [] };
}

Deno.test("a leg is told with every member, who talks with two others at once and who hides his number among them", () => {
  const ask = answer([{ ...LEG, number: "101", isOfThree: true }, {
    ...LEG,
    id: "l2",
    trunk: "digi",
    muted: true,
    recording: "paused",
  }]);
  const [call] = liveNow({ ask, clock: { wall: () => AT } }).calls;
  const plain = { name: null, room: null, state: "talking", can_answer: false, announces_to: null, direction: "in" };
  const since = "2026-11-22T09:00:00.000Z";
  assert.deepEqual(call, {
    ...{ call: "c1", dialled: "102", since },
    legs: [
      { ...plain, leg: "l1", number: "101", trunk: null, muted: false, recording: null, of_three: true, since },
      { ...plain, leg: "l2", number: null, trunk: "digi", muted: true, recording: "paused", of_three: false, since },
    ],
  });
});
