/**
 * Fax machines on both sides of the box: a page each, compared row by row.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { HandCall } from "../lab/hand_call.ts";
import { Box } from "./box.ts";
import { describe, type FaxForm, type FaxMachine, FaxWorks, portIn, SocketHand, SPANDSP } from "./fax.ts";
import { freePorts } from "./place.ts";
import { onSteadyMachine } from "./steady.ts";
import { realTest } from "./tool.ts";

/** A machine, and its call. */
interface End {
  readonly hand: SocketHand;
  readonly call: HandCall;
  readonly machine: FaxMachine;
}

/** A page from one machine to another. */
interface Course {
  readonly says: string;
  /** What the caller and the called one speak at first. */
  readonly forms: readonly [FaxForm, FaxForm];
  readonly sender: "caller" | "called";
  /** What goes on between them when the call stands. */
  readonly then: (caller: End, called: End) => Promise<void>;
}

/** Begins to speak as was agreed at the beginning of the call. */
async function speak({ call, machine }: End, form: FaxForm): Promise<void> {
  await machine.speak(form, portIn(call.statuses().length > 0 ? call.answer() : call.invite));
}

/** The box asks for something; the end says yes in this form, and goes over to it, or says no. */
async function asked({ hand, call, machine }: End, form: FaxForm | "no"): Promise<void> {
  const before = call.statuses().length > 0 ? 0 : 1;
  await hand.until(() => call.count("INVITE") > before);
  if (form === "no") return call.respond(488);
  call.respond(200, { sdp: describe(form, machine.port) });
  await machine.speak(form, portIn(call.asked("INVITE")));
}

const COURSES: readonly Course[] = [
  {
    says: "by T.38, which the one who takes the page asks for",
    forms: ["t38", "t38"],
    sender: "caller",
    then: async (caller, called) => {
      called.call.send("INVITE", { sdp: describe("t38", called.machine.port) });
      await asked(caller, "t38");
      await called.hand.until(() => called.call.statuses().at(-1) === 200);
      called.call.ack();
      await called.machine.speak("t38", portIn(called.call.answer()));
    },
  },
  {
    says: "as sound on the relay road",
    forms: ["PCMA", "PCMA"],
    sender: "caller",
    then: async (caller, called) => {
      await speak(caller, "PCMA");
      await speak(called, "PCMA");
    },
  },
  {
    says: "as sound the other way",
    forms: ["PCMU", "PCMU"],
    sender: "called",
    then: async (caller, called) => {
      await speak(caller, "PCMU");
      await speak(called, "PCMU");
    },
  },
  {
    says: "as sound between two laws that nobody gives up, on the mixing road",
    forms: ["PCMA", "PCMU"],
    sender: "caller",
    then: async (caller, called) => {
      await speak(caller, "PCMA");
      await speak(called, "PCMU");
      await asked(called, "no");
    },
  },
  {
    says: "from G.722, which the box hears a fax in and has go over to the other's law",
    forms: ["G722", "PCMA"],
    sender: "caller",
    then: async (caller, called) => {
      await speak(caller, "G722");
      await speak(called, "PCMA");
      await asked(caller, "PCMA");
    },
  },
];

/** Calls are made in sound, whatever comes of them. */
const soundOf = (form: FaxForm): FaxForm => form === "t38" ? "PCMA" : form;

async function run(box: Box, works: FaxWorks, course: Course, first: number): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const { forms, sender } = course;
  const hands = [first, first + 1].map((number) => SocketHand.registered(box, String(number)));
  const [one, other] = (await Promise.all(hands)).map((hand) => opened.use(hand));
  const [from, to] = await Promise.all(forms.map(async (form, at) => {
    const machine = await works.machine((sender === "caller") === (at === 0) ? "send" : "receive", form);
    return opened.adopt(machine, (machine) => machine.stop());
  }));
  const call = one!.phone.invite(String(first + 1), { sdp: describe(soundOf(forms[0]), from!.port) });
  await other!.until(() => other!.phone.calls.length === 1);
  const answer = other!.phone.calls[0]!;
  answer.respond(200, { sdp: describe(soundOf(forms[1]), to!.port) });
  await one!.until(() => call.statuses().at(-1) === 200);
  call.ack();
  await other!.until(() => answer.count("ACK") === 1);
  await course.then({ hand: one!, call, machine: from! }, { hand: other!, call: answer, machine: to! });
  await arrived(works, sender === "caller" ? [from!, to!] : [to!, from!]);
  call.bye();
  await one!.until(() => call.statuses("BYE").at(-1) === 200);
}

/** Waits until both machines are content, and compares the page. */
async function arrived(works: FaxWorks, machines: readonly [sender: FaxMachine, taker: FaxMachine]): Promise<void> {
  const results = await Promise.all(machines.map((machine) => machine.result()));
  for (const result of results) assert.match(result, /^result 0 pages 1 /);
  assert.equal(await works.compare(machines[1]), "rows 150 unlike 0");
}

const PROVIDER = { ip: "127.0.0.2", port: freePorts(1) };
/** The machine to which faxes go that come to the menu. */
const MACHINE = 201 + 2 * COURSES.length;
const OFFICE =
  `trunks: [{ name: provider, kind: peer, host: ${PROVIDER.ip}, port: ${PROVIDER.port}, fax_to: ${MACHINE} }]
menus: [{ name: main, says: [menu-dial-extension], keys: { "1": "201" } }]
numbers: [{ number: "+40211234567", to: menu main }]
`;

/** A fax calls the office's menu from outside: the box hears it between its own words, and has the machine called. */
async function outOfMenu(box: Box, works: FaxWorks): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const provider = opened.use(SocketHand.provider(box, PROVIDER));
  const hand = opened.use(await SocketHand.registered(box, String(MACHINE)));
  const [sender, taker] = await Promise.all((["send", "receive"] as const).map(async (kind) => {
    return opened.adopt(await works.machine(kind, "PCMA"), (machine) => machine.stop());
  }));
  const call = provider.phone.invite("+40211234567", { sdp: describe("PCMA", sender!.port) });
  await provider.until(() => call.statuses().at(-1) === 200);
  call.ack();
  await sender!.speak("PCMA", portIn(call.answer()));
  await hand.until(() => hand.phone.calls.length === 1);
  const answer = hand.phone.calls[0]!;
  answer.respond(200, { sdp: describe("PCMA", taker!.port) });
  await hand.until(() => answer.count("ACK") === 1);
  await taker!.speak("PCMA", portIn(answer.invite));
  await arrived(works, [sender!, taker!]);
  call.bye();
  await provider.until(() => call.statuses("BYE").at(-1) === 200);
}

const WAYS = [...COURSES.map(({ says }) => says), "from outside, out of a menu"];

realTest(`a page goes through the box unharmed: ${WAYS.join("; ")}`, SPANDSP, () => onSteadyMachine(faxAllWays));

async function faxAllWays(): Promise<void> {
  await using works = await FaxWorks.build();
  await using opened = new AsyncDisposableStack();
  const box = opened.adopt(
    await Box.start({ extensions: WAYS.length * 2, first: 201, office: OFFICE }),
    (box) => box.stop(),
  );
  const runs = [...COURSES.map((course, at) => run(box, works, course, 201 + 2 * at)), outOfMenu(box, works)];
  const faults = (await Promise.allSettled(runs)).flatMap((end, at) =>
    end.status === "rejected" ? [`${WAYS[at]}: ${end.reason}`] : []
  );
  assert.deepEqual(faults, []);
  const carried = await box.untilRecorded("fax.carried", 5);
  assert.deepEqual(carried.map(({ facts }) => facts["by"]).toSorted(), ["g711", "g711", "g711", "t38", "t38"]);
  await box.untilEmpty();
}
