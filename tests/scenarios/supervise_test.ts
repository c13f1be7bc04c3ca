import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import type { Group, LineSettings, Room, Sections } from "../../core/directory/mod.ts";
import { HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press, registered, said, talking, transfer, transferInto } from "../lab/scene.ts";

const SALES: Group = {
  number: "600",
  name: "Sales",
  members: ["101", "102"].map((number) => ({ number, delayS: 0 })),
  strategy: "all",
  ringForS: 30,
  memberForS: 10,
  skipBusy: true,
};

/** Sue 105 may listen to sales, which are Ana and Bob; nobody may listen to Tom. */
function office(parts: { readonly lines?: Record<string, LineSettings>; readonly sections?: Partial<Sections> } = {}) {
  const lines = { "105": { maySupervise: ["600"] }, "104": { supervised: false }, ...parts.lines };
  const numbers = ["101", "102", "103", "104", "105"];
  const lab = new Lab({ numbers, lines, sections: { groups: [SALES], ...parts.sections } });
  const [ana, bob, eve, tom, sue] = numbers.map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom!, sue: sue! };
}

/** The media engine's leg of a call. */
function legOf(lab: Lab, call: HandCall, message = call.invite): string {
  const answers = call.statuses().at(-1) === 200 ? call.answer() : message;
  const lease = /m=audio (\d+)/.exec(toText(answers.body))?.[1];
  const found = [...lab.media.open].find(([, each]) => String(10_000 + 2 * each) === lease);
  assert.ok(found !== undefined, "his leg is open");
  return found[0];
}

/** To whom she listens, and who hears her. */
function listens(lab: Lab, call: HandCall): { readonly whom: string; readonly heardBy: string } | undefined {
  return lab.media.overhearing.get(legOf(lab, call));
}

/** What the record says of supervision, without the names of legs and calls. */
function audit(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) => {
    if (event.type === "supervision.started") {
      if ("room" in event) return `${event.by.number} listens to ${event.room}`;
      return `${event.by.number} listens to ${event.whom.number} with ${event.with.number}`;
    }
    return event.type === "supervision.changed" ? event.heardBy : event.type === "supervision.ended" ? "ended" : [];
  });
}

function hangUp(lab: Lab, ...calls: readonly HandCall[]): void {
  for (const call of calls) call.bye();
  lab.run(200);
  assertNothingLeft(lab);
}

Deno.test("a supervisor hears a colleague's call; 5 whispers, 6 barges in, 4 only listens again, * hangs up behind the last call", () => {
  const { lab, ana, eve, sue } = office();
  const { caller } = talking(lab, ana, eve);
  const before = lab.media.heard.size;
  const mine = connected(lab, sue, "*33101");
  const whom = legOf(lab, caller);
  assert.deepEqual(listens(lab, mine), { whom, heardBy: "nobody" });
  assert.equal(lab.media.heard.size, before, "the two go on talking");
  for (const [key, heardBy] of [["5", "whom"], ["6", "all"], ["9", "all"], ["4", "nobody"]] as const) {
    press(lab, sue, key);
    assert.deepEqual(listens(lab, mine), { whom, heardBy });
  }
  assert.deepEqual(said(lab), ["monitor-listening", "monitor-whispering", "monitor-barging", "monitor-listening"]);
  press(lab, sue, "*");
  assert.equal(mine.count("BYE"), 1);
  assert.equal(lab.media.overhearing.size, 0);
  assert.deepEqual(audit(lab), ["105 listens to 101 with 103", "whom", "all", "nobody", "ended"]);
  assert.deepEqual(lab.media.tones, [], "nobody hears her come or go");
  const started = lab.events.find((event) => event.type === "supervision.started");
  const supervised = lab.events.find((event) => event.type === "call.started");
  assert.ok(
    started?.type === "supervision.started" && "in" in started && started.in === supervised?.call &&
      started.call !== started.in,
  );
  hangUp(lab, caller);
});

Deno.test("the call ends while she barges in: she is let go", () => {
  for (const end of ["his", "the other's"] as const) {
    const { lab, ana, eve, sue } = office();
    const { caller, called } = talking(lab, ana, eve);
    const mine = connected(lab, sue, "*33101");
    press(lab, sue, "6");
    (end === "his" ? caller : called).bye();
    lab.run(200);
    assert.equal(mine.count("BYE"), 1);
    assert.deepEqual(audit(lab).at(-1), "ended");
    assertNothingLeft(lab);
  }
});

Deno.test("she hangs up, and the two go on", () => {
  const { lab, ana, eve, sue } = office();
  const { caller, called } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  press(lab, sue, "5");
  mine.bye();
  lab.run(200);
  assert.equal(lab.media.overhearing.size, 0);
  assert.equal(lab.media.heard.size, 2);
  assert.deepEqual([caller.count("BYE"), called.count("BYE")], [0, 0]);
  hangUp(lab, caller);
});

Deno.test("* goes on to his next call", () => {
  const { lab, ana, bob, eve, sue } = office();
  const first = talking(lab, ana, eve);
  const second = talking(lab, bob, ana);
  const mine = connected(lab, sue, "*33101");
  assert.equal(listens(lab, mine)?.whom, legOf(lab, first.caller));
  press(lab, sue, "*");
  assert.deepEqual(audit(lab), ["105 listens to 101 with 103", "ended", "105 listens to 101 with 102"]);
  press(lab, sue, "*");
  assert.equal(mine.count("BYE"), 1);
  hangUp(lab, first.caller, second.caller);
});

Deno.test("she goes along when he is transferred, and when whom he talks to is", () => {
  const { lab, ana, bob, eve, sue } = office();
  const { caller, called } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  press(lab, sue, "5");
  const whom = legOf(lab, caller);
  transfer(called, "102");
  lab.run(100);
  assert.deepEqual(listens(lab, mine), { whom, heardBy: "whom" }, "while it rings");
  const next = bob.calls[0]!;
  next.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.deepEqual(listens(lab, mine), { whom, heardBy: "whom" });
  // Bob puts Ana through to Eve, whom he has called meanwhile.
  const consulted = talking(lab, bob, eve).caller;
  transferInto(next, consulted);
  lab.run(200);
  assert.equal(lab.media.heard.get(whom), legOf(lab, eve.calls.at(-1)!, eve.calls.at(-1)!.invite));
  assert.deepEqual(listens(lab, mine), { whom, heardBy: "whom" });
  assert.equal(mine.count("BYE"), 0);
  caller.bye();
  lab.run(200);
  assert.equal(mine.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a call that comes to somebody who is exempt is listened to no longer, nor is one that he is in", () => {
  const { lab, ana, eve, tom, sue } = office();
  const { caller, called } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  transfer(called, "104");
  lab.run(100);
  tom.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.equal(mine.count("BYE"), 1);
  assert.equal(lab.media.overhearing.size, 0);
  const again = connected(lab, sue, "*33101");
  assert.equal(said(lab).at(-1), "monitor-nothing");
  assert.equal(again.count("BYE"), 1);
  hangUp(lab, caller);
});

Deno.test("who puts the supervised call on hold from her phone is not heard there, whatever her phone plays", () => {
  const { lab, ana, eve, sue } = office();
  const { caller } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  press(lab, sue, "6");
  mine.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  mine.ack();
  assert.equal(lab.media.overhearing.values().next().value?.heardBy, "nobody");
  mine.send("INVITE", { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  mine.ack();
  assert.equal(lab.media.overhearing.values().next().value?.heardBy, "all");
  hangUp(lab, caller);
});

Deno.test("nobody comes to listen in by being put into a supervisor's place", () => {
  const { lab, ana, bob, eve, sue } = office();
  const { caller } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  const { caller: other, called } = talking(lab, bob, sue);
  transferInto(called, mine);
  lab.run(300);
  assert.equal(lab.media.overhearing.size, 0);
  assert.equal(other.count("BYE"), 1, "Bob is let go");
  assert.equal(caller.count("BYE"), 0);
  hangUp(lab, caller);
});

Deno.test("he who is listened to goes into a conference: she does not", () => {
  const room = { number: "2001", name: "All", announce: "off", waitForModerator: false, most: 9 } as const;
  const { lab, ana, eve, sue } = office({ sections: { groups: [SALES], rooms: [room] } });
  const { caller, called } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  transfer(called, "2001");
  lab.run(300);
  assert.equal(lab.media.rooms.size, 1);
  assert.equal(mine.count("BYE"), 1);
  assert.equal(lab.media.overhearing.size, 0);
  hangUp(lab, caller);
});

/** Sue may listen to the room, in which nobody speaks whom nobody may listen to. */
function conference(parts: { readonly lines?: Record<string, LineSettings>; readonly tone?: boolean } = {}) {
  const rooms: readonly Room[] = [
    { number: "2001", name: "All", announce: "off", waitForModerator: false, most: 2, moderatorPin: "999" },
  ];
  const made = office({
    lines: { "105": { maySupervise: ["2001"] }, ...parts.lines },
    sections: { rooms, supervision: { tone: parts.tone === true } },
  });
  return { ...made, come: (phone: HandPhone) => connected(made.lab, phone, "2001") };
}

/** They key in that they are guests. */
function keyIn(lab: Lab, ...calls: readonly HandCall[]): void {
  for (const call of calls) {
    lab.input({ type: "media", event: { type: "digit", leg: legOf(lab, call), digit: "#", durationMs: 100 } });
    lab.run(100);
  }
}

Deno.test("a supervisor hears a conference, of which he is none; 6 is heard by all, 5 is refused, and * hangs up", () => {
  const { lab, ana, bob, sue, come } = conference();
  const [first, second] = [come(ana), come(bob)];
  keyIn(lab, first, second);
  const mine = connected(lab, sue, "*332001");
  assert.equal(said(lab).at(-1), "monitor-listening");
  const [one, other, ear] = [first, second, mine].map((call) => legOf(lab, call));
  assert.deepEqual([...lab.media.heardIn(ear!)].toSorted(), [one, other].toSorted());
  assert.deepEqual([lab.media.heardIn(one!), lab.media.heardIn(other!)], [[other], [one]], "nobody hears her");
  assert.equal(lab.events.filter(({ type }) => type === "room.entered").length, 2);
  press(lab, sue, "5");
  assert.equal(said(lab).at(-1), "monitor-no-whisper");
  assert.deepEqual(lab.media.heardIn(one!), [other]);
  press(lab, sue, "6");
  assert.equal(said(lab).at(-1), "monitor-barging");
  assert.deepEqual([...lab.media.heardIn(one!)].toSorted(), [other, ear].toSorted());
  press(lab, sue, "4");
  assert.deepEqual(lab.media.heardIn(one!), [other]);
  press(lab, sue, "*");
  assert.equal(mine.count("BYE"), 1);
  assert.deepEqual(audit(lab), ["105 listens to room 2001", "all", "nobody", "ended"]);
  assert.deepEqual(lab.media.tones, []);
  hangUp(lab, first, second);
});

Deno.test("a supervisor is let go when a conference is over, and when somebody comes whom nobody may listen to", () => {
  for (const end of ["over", "exempt"] as const) {
    const { lab, ana, bob, tom, sue, come } = conference();
    const [first, second] = [come(ana), come(bob)];
    keyIn(lab, first, second);
    const mine = connected(lab, sue, "*332001");
    assert.equal(mine.count("BYE"), 0);
    if (end === "over") second.bye();
    else {
      const third = come(tom);
      lab.input({ type: "media", event: { type: "digit", leg: legOf(lab, third), digit: "9", durationMs: 100 } });
      lab.input({ type: "media", event: { type: "digit", leg: legOf(lab, third), digit: "9", durationMs: 100 } });
      lab.input({ type: "media", event: { type: "digit", leg: legOf(lab, third), digit: "9", durationMs: 100 } });
      keyIn(lab, third);
      assert.equal(mine.count("BYE"), 1);
      assert.equal(connected(lab, sue, "*332001").count("BYE"), 1);
      assert.equal(said(lab).at(-1), "monitor-nothing");
      third.bye();
    }
    lab.run(200);
    assert.equal(mine.count("BYE"), 1);
    assert.equal(audit(lab).at(-1), "ended");
    if (end === "exempt") second.bye();
    hangUp(lab, first);
  }
});

Deno.test("a conference that is not named to him nobody listens to, nor one where nobody talks", () => {
  const { lab, ana, bob, sue, come } = conference({ lines: { "105": { maySupervise: ["101"] } } });
  const [first, second] = [come(ana), come(bob)];
  keyIn(lab, first, second);
  connected(lab, sue, "*332001");
  assert.equal(said(lab).at(-1), "not-permitted");
  hangUp(lab, first, second);
  const empty = conference();
  const alone = empty.come(empty.ana);
  keyIn(empty.lab, alone);
  connected(empty.lab, empty.sue, "*332001");
  assert.equal(said(empty.lab).at(-1), "monitor-nothing");
  hangUp(empty.lab, alone);
});

Deno.test("all in a conference hear a tone when she comes and goes, where the office wants it", () => {
  const { lab, ana, bob, sue, come } = conference({ tone: true });
  const [first, second] = [come(ana), come(bob)];
  keyIn(lab, first, second);
  const mine = connected(lab, sue, "*332001");
  assert.deepEqual(lab.media.tones.map(({ tone }) => tone), ["entry", "entry"]);
  mine.bye();
  lab.run(200);
  assert.deepEqual(lab.media.tones.slice(2).map(({ tone }) => tone), ["exit", "exit"]);
  hangUp(lab, first, second);
});

Deno.test("nobody comes to listen to a conference by being put into a supervisor's place", () => {
  const { lab, ana, bob, eve, sue, come } = conference();
  const [first, second] = [come(ana), come(bob)];
  keyIn(lab, first, second);
  const mine = connected(lab, sue, "*332001");
  const { caller: other, called } = talking(lab, eve, sue);
  transferInto(called, mine);
  lab.run(300);
  assert.equal(other.count("BYE"), 1);
  assert.equal(audit(lab).at(-1), "ended");
  hangUp(lab, first, second);
});

Deno.test("who may not listen, and who finds nobody in a call, hears so", () => {
  const { lab, ana, eve, sue } = office({ lines: { "102": { maySupervise: ["104"] } } });
  const { caller } = talking(lab, ana, eve);
  const lines: readonly (readonly [HandPhone, string, string])[] = [
    [lab.hands.find(({ number }) => number === "102")!, "*33101", "not-permitted"],
    [lab.hands.find(({ number }) => number === "102")!, "*33104", "not-permitted"],
    [sue, "*33103", "not-permitted"],
    [sue, "*33105", "not-permitted"],
    [sue, "*33102", "monitor-nothing"],
    [sue, "*33999", "no-such-extension"],
  ];
  for (const [phone, number, prompt] of lines) {
    const call = connected(lab, phone, number);
    assert.deepEqual([number, said(lab).at(-1)], [number, prompt]);
    assert.equal(call.count("BYE"), 1);
  }
  assert.deepEqual(audit(lab), []);
  hangUp(lab, caller);
});

Deno.test("where the office wants it both hear a tone when she comes and when she goes", () => {
  const { lab, ana, eve, sue } = office({ sections: { groups: [SALES], supervision: { tone: true } } });
  const { caller } = talking(lab, ana, eve);
  const mine = connected(lab, sue, "*33101");
  const legs = [...lab.media.heard.keys()].toSorted();
  const heard = (tone: string) => lab.media.tones.filter((each) => each.tone === tone).map(({ leg }) => leg).toSorted();
  assert.deepEqual(heard("entry"), legs);
  mine.bye();
  lab.run(200);
  assert.deepEqual(heard("exit"), legs);
  hangUp(lab, caller);
});

Deno.test("a call in a codec that cannot be mixed is asked for one that can", () => {
  const { lab, ana, eve, sue } = office();
  const spoken = ["G729", "PCMA"];
  const { caller, called } = talking(lab, ana, eve, sdp(spoken), sdp(spoken));
  const mine = connected(lab, sue, "*33101");
  for (const call of [caller, called]) {
    assert.match(HandCall.media(call.asked("INVITE")), /^PCMA /);
    call.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  }
  lab.run(200);
  assert.equal(listens(lab, mine)?.heardBy, "nobody");
  assert.deepEqual([...lab.media.heard.keys()].map((leg) => lab.media.plans.get(leg)?.codecs[0]?.name), [
    "PCMA",
    "PCMA",
  ]);
  hangUp(lab, caller);
});
