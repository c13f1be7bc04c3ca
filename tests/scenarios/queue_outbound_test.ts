import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { Hours, Outbound, Queue } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandTrunk } from "../lab/hand_trunk.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, inQueue, QUEUE, take } from "../lab/queues.ts";
import { press, registered, said } from "../lab/scene.ts";
import { FIRST, ROUTE, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const NUMBERS = ["101", "102", "103"];
const MARIA = { number: "0722000111", name: "Maria Pop" };
const DAN = { number: "0722000222" };
const LIST: Outbound = { calls: [MARIA, DAN], doNotCall: [], tries: 2, againS: 3_600, ringForS: 30 };
/** A Friday, ten to eleven in the office. */
const MORNING = Date.parse("2026-11-20T08:50:00Z") as WallTime;
const AFTERNOON: Hours = {
  name: "afternoon",
  times: [{ days: [5], from: 720, to: 1080 }],
  holidays: [],
  open: { kind: "dial", id: "101" },
  night: false,
};

function sectionsOf(list: Partial<Outbound> = {}, queue: Partial<Queue> = {}) {
  return {
    ...SECTIONS,
    trunks: [trunk("first", FIRST)],
    routes: [{ ...ROUTE, match: "00.", class: "international" as const, trunks: ["first"] }, {
      ...ROUTE,
      trunks: ["first"],
    }],
    hours: [AFTERNOON],
    queues: [{ ...QUEUE, outbound: { ...LIST, ...list }, ...queue }],
  };
}

/** Ana may call the queue; Bob and Eve are its agents. */
function office(list: Partial<Outbound> = {}, { wall = MORNING, queue = {} as Partial<Queue> } = {}) {
  const lab = new Lab({ numbers: NUMBERS, sections: sectionsOf(list, queue) });
  lab.input({ type: "wall-clock", wall });
  const first = lab.provider(FIRST);
  const [ana, bob, eve] = NUMBERS.map((number) => registered(lab, number));
  lab.run(1_000);
  return { lab, first, ana: ana!, bob: bob!, eve: eve! };
}

/** What the record says came of each. */
function outcomes(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) =>
    event.type === "queue.outbound-ended" ? [`${event.agent} ${event.number} ${event.outcome} ${event.tries}`] : []
  );
}

/** The calls that the provider was asked for. */
function dialled(first: HandTrunk): readonly string[] {
  return first.calls.map(({ invite }) => /^sip:([^@]+)/.exec(invite.uri)![1]!);
}

/** The list is over for today: nobody is called back in an hour. */
function done(lab: Lab): void {
  lab.reconfigure({});
  lab.run(100);
  assertNothingLeft(lab);
}

/** Lets time pass until an agent is shown a number, and takes it; how many seconds, at most two hours. */
function shown(lab: Lab, agent: HandPhone): number {
  const before = agent.calls.length;
  for (let waitedS = 0; waitedS < 7_200; waitedS++) {
    if (waitedS % 1_000 === 0) agent.register();
    lab.run(1_000);
    if (agent.calls.length === before) continue;
    take(lab, agent);
    return waitedS;
  }
  return Infinity;
}

const ASKED = "outbound-next 0722000111 queue-preview-press 1 queue-skip-press 2 outbound-later-press 3";

Deno.test("an idle agent who wants it is shown whom to call, presses 1, and they talk; then the next one on the list", () => {
  const { lab, first, bob } = office({}, { queue: { wrapUpS: 10 } });
  code(lab, bob, "*47");
  assert.equal(said(lab).at(-1), "outbound-on");
  lab.run(4_000);
  assert.match(header(bob.calls[1]!.invite, "From")!, /^"Sales: Maria Pop" <sip:0722000111@/);
  assert.deepEqual(dialled(first), []);
  take(lab, bob);
  assert.equal(said(lab).at(-1), ASKED);
  press(lab, bob, "1");
  assert.deepEqual(dialled(first), ["+40722000111"]);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(5_000);
  assert.equal(lab.media.heard.size, 2);
  first.calls[0]!.bye();
  lab.run(9_000);
  assert.equal(bob.calls.length, 2, "he wraps up");
  lab.run(5_000);
  assert.match(header(bob.calls[2]!.invite, "From")!, /0722000222/);
  take(lab, bob);
  press(lab, bob, "2");
  lab.run(4_000_000);
  assert.equal(bob.calls.length, 3, "nobody is left to be called");
  assert.deepEqual(outcomes(lab), ["102 0722000111 reached 1", "102 0722000222 skipped 0"]);
  const ended = lab.events.find((event) => event.type === "queue.outbound-ended");
  assert.ok(ended?.type === "queue.outbound-ended" && ended.talkedMs >= 5_000 && ended.talkedMs < 6_000);
  done(lab);
});

Deno.test("who has not said *47 gets no calls to make, nor who has said it twice, is paused, or is no agent", () => {
  const { lab, ana, bob, eve } = office();
  code(lab, eve, "*46");
  for (const phone of [bob, bob, eve, ana]) code(lab, phone, "*47");
  lab.run(60_000);
  assert.deepEqual([ana, bob, eve].map(({ calls }) => calls.length), [1, 2, 2]);
  assert.deepEqual(said(lab), [
    "queue-agent-paused",
    "outbound-on",
    "outbound-off",
    "outbound-on",
    "queue-agent-not-member",
  ]);
  done(lab);
});

Deno.test("3 puts somebody off for an hour; who is busy or does not answer is called again, as often as the list says", () => {
  const { lab, first, bob } = office({ calls: [MARIA], tries: 2 });
  code(lab, bob, "*47");
  const waitedS = [shown(lab, bob)];
  press(lab, bob, "3");
  waitedS.push(shown(lab, bob));
  press(lab, bob, "1");
  first.calls[0]!.respond(486);
  waitedS.push(shown(lab, bob));
  press(lab, bob, "1");
  first.calls[1]!.respond(180);
  lab.run(34_000);
  waitedS.push(shown(lab, bob));
  assert.ok(waitedS[0]! < 5 && waitedS.slice(1, 3).every((s) => s >= 3_590 && s <= 3_670), waitedS.join(" "));
  assert.equal(waitedS[3], Infinity);
  assert.deepEqual(outcomes(lab), [
    "102 0722000111 put-off 0",
    "102 0722000111 busy 1",
    "102 0722000111 no-answer 2",
  ]);
  done(lab);
});

Deno.test("as soon as a caller waits the agent is left to him, though he is rung or asked; the number is not lost", () => {
  for (const isAsked of [false, true]) {
    const { lab, ana, bob } = office({}, { queue: { members: [QUEUE.members[0]!] } });
    code(lab, bob, "*47");
    lab.run(4_000);
    const preview = bob.calls[1]!;
    preview.respond(180);
    if (isAsked) take(lab, bob);
    const call = inQueue(lab, ana);
    lab.run(2_500);
    assert.equal(preview.count(isAsked ? "BYE" : "CANCEL"), 1);
    lab.run(3_000);
    assert.match(header(bob.calls[2]!.invite, "From")!, /Person 101/);
    take(lab, bob);
    lab.run(20_000);
    assert.equal(bob.calls.length, 3);
    call.bye();
    lab.run(5_000);
    assert.match(header(bob.calls[3]!.invite, "From")!, /Maria Pop/);
    assert.deepEqual(outcomes(lab), ["102 0722000111 withdrawn 0"]);
    lab.ask({ type: "end-all" });
    done(lab);
  }
});

Deno.test("nobody gets a call to make while a caller waits, be it for another agent's sake", () => {
  const { lab, ana, bob } = office({}, { queue: { needs: ["german"], joinIf: "always", stayIf: "always" } });
  const call = inQueue(lab, ana);
  code(lab, bob, "*47");
  lab.run(30_000);
  assert.equal(bob.calls.length, 1);
  call.bye();
  lab.run(5_000);
  assert.equal(bob.calls.length, 2);
  lab.ask({ type: "end-all" });
  done(lab);
});

Deno.test("who does not take a call to make gets none for a minute, and it goes to another agent", () => {
  const { lab, bob, eve } = office({ calls: [MARIA] });
  code(lab, bob, "*47");
  lab.run(4_000);
  bob.calls[1]!.respond(486);
  lab.run(30_000);
  assert.equal(bob.calls.length, 2);
  code(lab, eve, "*47");
  lab.run(4_000);
  assert.equal(eve.calls.length, 2);
  eve.calls[1]!.respond(603);
  lab.run(35_000);
  assert.equal(bob.calls.length, 3);
  assert.deepEqual(outcomes(lab), ["102 0722000111 not-taken 0", "103 0722000111 not-taken 0"]);
  lab.ask({ type: "end-all" });
  done(lab);
});

const HOURS: readonly (readonly [what: string, list: Partial<Outbound>, wall: string, calls: boolean])[] = [
  ["in the morning", {}, "2026-11-20T08:50:00Z", true],
  ["at night", {}, "2026-11-20T18:30:00Z", false],
  ["on a Sunday", {}, "2026-11-22T09:00:00Z", false],
  ["within its own hours", { hours: "afternoon" }, "2026-11-20T11:00:00Z", true],
  ["outside them", { hours: "afternoon" }, "2026-11-20T08:50:00Z", false],
  ["where the box does not know the time", {}, "1970-01-02T10:00:00Z", false],
];
for (const [what, list, wall, calls] of HOURS) {
  Deno.test(`${what} people on a list are ${calls ? "" : "not "}called`, () => {
    const { lab, bob } = office(list, { wall: Date.parse(wall) as WallTime });
    code(lab, bob, "*47");
    lab.run(62_000);
    assert.equal(bob.calls.length > 1, calls);
    lab.ask({ type: "end-all" });
    done(lab);
  });
}

Deno.test("who is not to be called is not, however his number is written; who is afar from what the agent may call neither", () => {
  const { lab, first, bob } = office({
    calls: [{ number: "+40722000111" }, { number: "0722000222" }, { number: "004930123456" }],
    doNotCall: ["07220001xx", "+40722000222"],
  });
  code(lab, bob, "*47");
  lab.run(4_000);
  assert.match(header(bob.calls[1]!.invite, "From")!, /004930123456/);
  take(lab, bob);
  press(lab, bob, "1");
  lab.run(2_000);
  assert.deepEqual([dialled(first), outcomes(lab)], [[], ["102 004930123456 failed 1"]]);
  done(lab);
});

Deno.test("a restart loses neither who wants calls to make, nor who was called already", () => {
  const { lab, first, bob } = office();
  code(lab, bob, "*47");
  lab.run(4_000);
  take(lab, bob);
  press(lab, bob, "1");
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(1_000);
  first.calls[0]!.bye();
  lab.run(1_000);
  const after = office({}, { wall: MORNING + 60_000 as WallTime });
  after.lab.input({ type: "recalled", pages: lab.kept });
  after.lab.run(5_000);
  assert.match(header(after.bob.calls[0]!.invite, "From")!, /0722000222/);
  for (const each of [lab, after.lab]) {
    each.ask({ type: "end-all" });
    done(each);
  }
});

/** The office with this list; the looks at it come within three seconds. */
function listed(lab: Lab, list: Partial<Outbound>): void {
  lab.reconfigure(sectionsOf(list));
  lab.run(4_000);
}

function progress(lab: Lab): string {
  const answer = lab.ask({ type: "call-lists" });
  assert.equal(answer.type, "call-lists");
  const [view] = answer.type === "call-lists" ? answer.lists : [];
  return view === undefined ? "" : `${view.queue}: ${view.waiting} ${view.reached} ${view.givenUp}`;
}

/** Bob has reached Maria, and skipped Dan. */
function called(): ReturnType<typeof office> {
  const scene = office();
  const { lab, first, bob } = scene;
  assert.equal(progress(lab), "8001: 2 0 0");
  code(lab, bob, "*47");
  lab.run(4_000);
  take(lab, bob);
  press(lab, bob, "1");
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(1_000);
  first.calls[0]!.bye();
  lab.run(4_000);
  take(lab, bob);
  press(lab, bob, "2");
  lab.run(100);
  assert.equal(progress(lab), "8001: 0 1 1", "waiting, reached, given up");
  return scene;
}

Deno.test("who is taken off a list is forgotten: put on it again he is new, and the others stay as they are", () => {
  const { lab, bob } = called();
  const before = bob.calls.length;
  listed(lab, { calls: [DAN] });
  assert.equal(progress(lab), "8001: 0 0 1");
  listed(lab, { calls: [MARIA, DAN], tries: 3 });
  assert.equal(progress(lab), "8001: 1 0 1");
  lab.run(4_000);
  assert.match(header(bob.calls[before]!.invite, "From")!, /Maria Pop/);
  lab.ask({ type: "end-all" });
  done(lab);
});

Deno.test("a list whose file cannot be read keeps what is known of everybody, and a queue that is gone keeps nothing", () => {
  const { lab } = called();
  listed(lab, { calls: [], file: "a.csv", isFileLost: true });
  listed(lab, {});
  assert.equal(progress(lab), "8001: 0 1 1");
  lab.reconfigure({});
  lab.run(4_000);
  listed(lab, {});
  assert.equal(progress(lab), "8001: 2 0 0");
  lab.ask({ type: "end-all" });
  done(lab);
});

Deno.test("who is taken off while he is called leaves nothing behind", () => {
  const { lab, bob } = office();
  code(lab, bob, "*47");
  lab.run(4_000);
  take(lab, bob);
  listed(lab, { calls: [DAN] });
  press(lab, bob, "2");
  listed(lab, {});
  assert.equal(progress(lab), "8001: 2 0 0");
  lab.ask({ type: "end-all" });
  done(lab);
});

const optIn: Step = ({ bob }) => void bob.invite("*47", { sdp: sdp() });
const ack: Step = ({ bob }) => bob.calls[0]?.statuses().at(-1) === 200 && bob.calls[0].ack();
const wait: Step = ({ lab }) => lab.run(4_000);
const takes: Step = ({ bob }) => bob.calls[1]?.respond(200, { sdp: sdp(["PCMA"]) });
const dials: Step = ({ bob }) =>
  bob.calls[1]?.count("ACK") === 1 &&
  bob.calls[1].send("INFO", { body: "Signal=1\r\nDuration=100\r\n", type: "application/dtmf-relay" });
const plug: Step = ({ lab }) => {
  lab.input({ type: "wall-clock", wall: MORNING });
  lab.provider(FIRST);
};
const reached: Step = ({ lab }) => {
  const answer = (call: HandCall): void => call.respond(200, { sdp: sdp(["PCMA"]) });
  for (const hand of lab.hands) if (hand.number === "provider") hand.calls.forEach(answer);
};
/** Otherwise he would get the number again. */
const queueGoes: Step = ({ lab }) => lab.reconfigure({});

cutEverywhere({
  "an agent calls somebody on a list": [plug, optIn, ack, wait, takes, wait, dials, wait, reached, wait, queueGoes],
}, { sections: sectionsOf({ calls: [MARIA] }) });
