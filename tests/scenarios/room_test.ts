import assert from "node:assert/strict";
import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, next, type Script, type ScriptTable } from "../../core/script/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, story } from "../lab/scene.ts";

/** What the room's verb is told, digit by digit. */
const KEYS: Readonly<Record<string, (leg: LegId) => Script<unknown>>> = {
  "1": (leg) => act({ do: "enter-room", leg, room: "hall", muted: false }),
  "2": (leg) => act({ do: "enter-room", leg, room: "hall", muted: true }),
  "3": (leg) => act({ do: "enter-room", leg, room: "cellar", muted: false }),
  "4": (leg) => act({ do: "part", leg }),
  "5": (leg) => act({ do: "echo", leg }),
  "6": (leg) => act({ do: "play", leg, sound: { items: [{ type: "music" }], repeats: true } }),
  "7": (leg) => act({ do: "hush", leg }),
};

function* obey(caller: LegId): Script<Ending> {
  yield* act({ do: "answer", leg: caller });
  for (;;) {
    const event = yield* next([caller]);
    if (event === "time-out") continue;
    if (event.type === "ended") return { reached: true, cause: event.cause };
    if (event.type === "digit") yield* KEYS[event.digit]!(caller);
  }
}

function hall() {
  const features: ScriptTable = { "echo-test": obey };
  const lab = new Lab({ numbers: ["101", "102"], features });
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const calls = [connected(lab, ana, "*43"), connected(lab, bob, "*43")] as const;
  const [one, other] = [...lab.media.open.keys()];
  const press = (at: 0 | 1, digits: string) => {
    for (const digit of digits) {
      const leg = [...lab.media.open.keys()][at]!;
      lab.input({ type: "media", event: { type: "digit", leg, digit, durationMs: 100 } });
    }
  };
  return { lab, ana, bob, calls, one: one!, other: other!, press };
}

function leave(lab: Lab, ...calls: readonly HandCall[]): void {
  for (const call of calls) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
}

Deno.test("two legs in a room hear each other, a muted one is not heard, and who leaves hears nobody", () => {
  const { lab, calls, one, other, press } = hall();
  const heard = () => [lab.media.heardIn(one).includes(other), lab.media.heardIn(other).includes(one)];
  press(0, "1");
  press(1, "1");
  assert.deepEqual(heard(), [true, true]);
  press(1, "2");
  assert.deepEqual(heard(), [false, true]);
  press(1, "1");
  assert.deepEqual(heard(), [true, true]);
  press(1, "4");
  assert.deepEqual(heard(), [false, false]);
  press(1, "1");
  press(1, "3");
  assert.deepEqual(heard(), [false, false], "he is in another room now");
  const record = story(lab).filter((type) => type.startsWith("room."));
  assert.deepEqual(record, ["entered", "entered", "left", "entered", "left", "entered"].map((what) => `room.${what}`));
  leave(lab, ...calls);
});

Deno.test("what is played to a leg in a room it hears instead, and it is heard as before; echo takes it out", () => {
  const { lab, calls, one, other, press } = hall();
  press(0, "61");
  press(1, "1");
  assert.deepEqual([lab.media.heardIn(one).length, lab.media.heardIn(other).length], [0, 1]);
  press(0, "7");
  assert.equal(lab.media.heardIn(one).length, 1);
  press(0, "5");
  assert.equal(lab.media.heard.get(one), one);
  assert.equal(lab.media.heardIn(other).length, 0);
  press(0, "1");
  assert.equal(lab.media.heard.size, 0);
  assert.equal(lab.media.heardIn(other).length, 1);
  leave(lab, ...calls);
});

Deno.test("a phone that takes over another's seat in a room is in the room, as muted as that was", () => {
  const { lab, ana, calls: [first, second], press } = hall();
  press(0, "2");
  press(1, "1");
  const replaces = `${first.callId};to-tag=${first.peerTag};from-tag=${first.tag}`;
  const desk = registered(lab, "101");
  const taken = desk.invite("101", { sdp: sdp(), headers: [field("Replaces", replaces)] });
  lab.run(100);
  assert.equal(taken.statuses().at(-1), 200);
  taken.ack();
  lab.run(100);
  assert.equal(first.count("BYE"), 1);
  assert.equal(ana.calls.length, 1);
  assert.deepEqual([...lab.media.rooms.values()].map(({ muted }) => muted).toSorted(), [false, true]);
  assert.equal(lab.media.rooms.size, 2);
  leave(lab, taken, second);
});

Deno.test("a phone in a room that asks for a transfer is told that there is nobody to send", () => {
  const { lab, calls: [first, second], press } = hall();
  press(0, "1");
  first.send("REFER", { headers: [field("Refer-To", "<sip:102@10.0.0.1>")] });
  lab.run(100);
  assert.deepEqual(first.statuses("REFER"), [603]);
  leave(lab, first, second);
});

Deno.test("a re-INVITE in a room is answered with what can be mixed", () => {
  const { lab, calls: [first, second], press } = hall();
  press(0, "1");
  first.send("INVITE", { sdp: sdp(["G729", "PCMU"], { version: 2 }) });
  lab.run(100);
  first.ack();
  const codecs = [...lab.media.plans.values()][0]!.codecs.map(({ name }) => name);
  assert.deepEqual(codecs, ["PCMU"]);
  leave(lab, first, second);
});
