import { deepEqual, equal } from "node:assert/strict";
import type { WallTime } from "../../../core/base/mod.ts";
import { buildDirectory, type DirectorySource } from "../../../core/directory/mod.ts";
import { openMemoryStore } from "../../../core/store/mod.ts";
import { HandClock } from "../../../core/store/exam.ts";
import type { DeskAnswer, DeskCommand, LiveView, QueueView } from "../../../core/switchboard/mod.ts";
import { contactDesk } from "../../../tests/lab/contact_desk.ts";
import { OperatorView, type Seat } from "./mod.ts";

const NOW = 1_000_000 as WallTime;
const SEAT: Seat = { extension: "100", scope: undefined };
const OFFICE = { name: "", country: "RO", timeZone: "Europe/Bucharest", language: "en" } as const;
const person = (number: string, name: string) => ({
  ...{ number, name, secret: "x", ringForS: 20, callLimit: 4, phones: 5, srtp: "off" as const },
});

const MATTERS = [{ kind: "deal", title: "Ten desks", state: "Proposition" }] as const;

type Call = LiveView["calls"][number];
type Leg = Call["legs"][number];

function leg(number: string, state: Leg["state"], more: Partial<Leg> = {}): Leg {
  return { id: `leg-${number}`, number, state, direction: "in", at: 900_000 as WallTime, ...more };
}

function callOf(id: string, ...legs: readonly Leg[]): Call {
  return { id, dialled: "100", at: 900_000 as WallTime, legs };
}

interface Scene {
  readonly calls?: readonly Call[];
  readonly parked?: LiveView["parked"];
  readonly queues?: readonly QueueView[];
  readonly seat?: Partial<Seat>;
  readonly office?: Partial<DirectorySource>;
}

function viewOf({ calls = [], parked = [], queues = [], seat = {}, office = {} }: Scene) {
  const people = [["100", "Rita"], ["101", "Ana"], ["102", "Bob"]] as const;
  const live: LiveView = {
    ...{ help: [], calls, parked },
    people: people.map(([number, name]) => ({ number, name, presence: "available" })),
  };
  const ask = ({ type }: DeskCommand): DeskAnswer =>
    type === "live"
      ? { type, live }
      : type === "queues"
      ? { type, queues }
      : type === "hours"
      ? { type, hours: [] }
      : { type: "refused", text: type };
  const extensions = people.map(([number, name]) => person(number, name));
  const directory = buildDirectory({ office: OFFICE, extensions, ...office }, { revision: 0, realm: "kontor" });
  const known = (number: string) =>
    number === "+40722000444" ? { name: "Eva, Marin SRL", matters: MATTERS } : undefined;
  const contacts = contactDesk({ store: openMemoryStore(new HandClock()).contacts });
  contacts.follow(directory);
  const parts = { ask, clock: { wall: () => NOW }, directory: () => directory, contacts, known };
  return new OperatorView(parts).of({ ...SEAT, ...seat });
}

const me = (state: Leg["state"], more: Partial<Leg> = {}) => leg("100", state, { direction: "out", ...more });
for (
  const [says, legs, state] of [
    ["rings at his phone", [leg("101", "talking"), me("ringing")], "ringing"],
    ["talks with him", [leg("101", "talking"), me("talking")], "talking"],
    ["is one of three", [leg("101", "talking"), me("held", { isOfThree: true }), leg("102", "talking")], "three"],
    ["is on hold", [leg("101", "talking"), me("held")], "held"],
    ["is announced", [leg("101", "talking"), me("talking", { announcesTo: "102" })], "announcing"],
    ["is called by him", [me("ringing", { direction: "in" }), leg("101", "ringing", { direction: "out" })], "calling"],
  ] as const
) {
  Deno.test(`who ${says} is "${state}"`, () => {
    const [call, ...others] = viewOf({ calls: [callOf("c1", ...legs)] }).calls;
    deepEqual([call?.state, call?.leg, call?.name, others], [state, "leg-101", "Ana", []]);
  });
}

Deno.test("of two phones that ring the caller is still the caller, and whoever is asked first is not", () => {
  const [rung] = viewOf({
    calls: [callOf("c1", me("ringing", { id: "a" }), me("ringing", { id: "b" }), leg("101", "talking"))],
  }).calls;
  equal(rung?.leg, "leg-101");
  const third = leg("102", "talking", { direction: "out", at: 950_000 as WallTime });
  const announced = me("talking", { announcesTo: "102" });
  const [asked] = viewOf({ calls: [callOf("c1", third, announced, leg("101", "talking"))] }).calls;
  deepEqual([asked?.leg, asked?.announcedTo], ["leg-101", "102"]);
});

Deno.test("what rings can be answered from the console where one of his phones can be told to", () => {
  const canBe = (...phones: readonly Leg[]) =>
    viewOf({ calls: [callOf("c1", ...phones, leg("101", "talking"))] }).calls[0]?.canAnswer;
  equal(canBe(me("ringing", { id: "a" })), undefined);
  equal(canBe(me("ringing", { id: "a" }), me("ringing", { id: "b", canAnswer: true })), true);
  equal(canBe(me("ringing"), leg("102", "ringing", { direction: "out", canAnswer: true })), undefined);
});

Deno.test("others' calls are not shown, and of the people he himself is none", () => {
  const seen = viewOf({ calls: [callOf("c1", leg("101", "talking"), leg("102", "talking"))] });
  deepEqual(seen.calls, []);
  deepEqual(seen.people.map(({ number }) => number), ["101", "102"]);
  deepEqual(viewOf({ seat: { scope: ["102"] } }).people.map(({ number }) => number), ["102"]);
});

function queueOf(number: string, agents: readonly string[], waiting: QueueView["waiting"]): QueueView {
  const states = agents.map((agent) => ({ number: agent, state: "free", penalty: 0 }) as const);
  return { number, name: "Sales", strategy: "all", overdue: 0, talking: 0, waiting, agents: states };
}
const waits = (caller: string, more: Partial<QueueView["waiting"][number]> = {}): QueueView["waiting"][number] => ({
  ...{ caller, number: "0722000111", position: 1, waitedMs: 61_400, state: "waiting", agents: [] },
  ...more,
});

Deno.test("who waits in a queue of his waits for him, once, and nobody of another queue", () => {
  const outside = leg("0722000111", "talking", { trunk: "digi" });
  const queues = [
    queueOf("800", ["100"], [waits(outside.id), waits("gone", { state: "away" })]),
    queueOf("801", ["101"], [waits("other")]),
  ];
  const [waiting, ...others] = viewOf({ calls: [callOf("c1", outside)], queues }).calls;
  deepEqual(others, []);
  const { leg: id, call, state, queue, at } = waiting!;
  deepEqual([id, call, state, queue, at], [outside.id, "c1", "queued", "Sales", 939_000]);
  const ringing = viewOf({ calls: [callOf("c1", outside, me("ringing"))], queues }).calls;
  deepEqual(ringing.map(({ state }) => state), ["ringing"], "it rings at him already");
  const hidden = viewOf({ queues: [queueOf("800", ["100"], [{ ...waits("x"), number: undefined } as never])] }).calls;
  equal(hidden[0]?.number, undefined);
});

Deno.test("who is parked is shown by name to whoever sees the office, and as taken to whoever does not", () => {
  const caller = leg("101", "talking");
  const parked = [{ slot: "71", call: "c1", leg: caller.id, at: 950_000 as WallTime }];
  const [all] = viewOf({ calls: [callOf("c1", caller)], parked }).calls;
  deepEqual([all?.state, all?.slot, all?.name, all?.at], ["parked", "71", "Ana", 950_000]);
  const [some] = viewOf({ calls: [callOf("c1", caller)], parked, seat: { scope: ["102"] } }).calls;
  deepEqual([some?.slot, some?.name, some?.number], ["71", undefined, undefined]);
});

Deno.test("whoever has parked a call and hears where has it no more, until his phone rings for it again", () => {
  const caller = leg("101", "talking");
  const parked = [{ slot: "71", call: "c1", leg: caller.id, at: 950_000 as WallTime }];
  const shown = (own: Leg) => viewOf({ calls: [callOf("c1", caller, own)], parked }).calls.map(({ state }) => state);
  deepEqual(shown(me("talking")), ["parked"]);
  deepEqual(shown(me("ringing")), ["ringing", "parked"]);
  const legs = viewOf({ calls: [callOf("c1", caller, me("ringing"))], parked }).calls.map(({ leg }) => leg);
  equal(new Set(legs).size, 2, "each by a name of its own");
});

Deno.test("the phone book says who calls, however the number is written, and who is not to wait", () => {
  const contacts = [
    { name: "Maria Ene", company: "Alfa", numbers: ["+40 722 000 111"], note: "Pays cash", vip: true },
    { name: "Somebody else", numbers: ["0722000111"] },
  ];
  const outside = leg("0722000111", "talking", { trunk: "digi", name: "M" });
  const [call] = viewOf({ calls: [callOf("c1", outside, me("talking"))], office: { contacts } }).calls;
  const { name, company, note, isVip } = call!;
  deepEqual({ name, company, note, isVip }, { name: "Maria Ene", company: "Alfa", note: "Pays cash", isVip: true });
  const vips = viewOf({
    calls: [callOf("c1", outside, me("talking"))],
    office: { extensions: [{ ...person("100", "Rita"), vips: ["0722*"] }] },
  });
  deepEqual([vips.calls[0]?.name, vips.calls[0]?.isVip], ["M", true]);
});

Deno.test("of whom a customer database knows the operator sees the name and what is open with him", () => {
  const outsider = leg("+40722000444", "talking", { trunk: "provider", name: "0722 000 444" });
  const [call] = viewOf({ calls: [callOf("c1", outsider, me("ringing"))] }).calls;
  deepEqual([call?.name, call?.matters], ["Eva, Marin SRL", MATTERS]);
  const [stranger] = viewOf({ calls: [callOf("c1", leg("+40722000555", "talking"), me("ringing"))] }).calls;
  equal(stranger?.matters, undefined);
});
