import { deepEqual } from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand, QueueView } from "../../core/switchboard/mod.ts";
import { snapshotOf } from "./mod.ts";
import { shownOnce } from "./operator/mod.ts";

const queue = (number: string, waiting: readonly number[], caller?: string): QueueView => ({
  number,
  name: "Sales",
  strategy: "all",
  overdue: 0,
  talking: 0,
  waiting: waiting.map((waitedMs, at) => ({
    caller: `leg-${at}` as QueueView["waiting"][number]["caller"],
    ...caller === undefined ? {} : { number: caller },
    position: at + 1,
    waitedMs,
    state: "waiting",
    agents: [],
  })),
  agents: [
    { number: "101", name: "Ana", state: "free", since: 990_400 as WallTime, penalty: 0 },
    { number: "102", state: "logged-out", penalty: 0 },
    { number: "103", state: "paused", paused: "lunch", penalty: 0 },
  ],
});

const ask = ({ type }: DeskCommand): DeskAnswer =>
  type === "live"
    ? { type, live: { help: [], calls: [], parked: [], people: [] } }
    : type === "trunks"
    ? { type, trunks: [] }
    : type === "hours"
    ? { type, hours: [{ name: "office", state: "night", nightSwitch: "*27" }] }
    : { type: "queues", queues: [queue("8001", [61_040, 2_000]), queue("8002", [])] };

Deno.test("a queue is told in figures and by name: who waits, since when, and what its agents do", () => {
  const clock = { wall: () => 1_000_000 as WallTime };
  const agents = { there: 2, free: 1, talking: 0, paused: 1 };
  const [first, second] = snapshotOf({ ask, clock }, undefined).queues;
  const staff = [
    { number: "101", state: "free", name: "Ana", at: 990_000 },
    { number: "102", state: "logged-out" },
    { number: "103", state: "paused", paused: "lunch" },
  ];
  const callers = [
    { caller: "leg-0", state: "waiting", at: 939_000 },
    { caller: "leg-1", state: "waiting", at: 998_000 },
  ];
  deepEqual(first, { number: "8001", name: "Sales", waiting: 2, longestAt: 939_000, agents, callers, staff });
  deepEqual(second, { number: "8002", name: "Sales", waiting: 0, agents, callers: [], staff });
  deepEqual(snapshotOf({ ask, clock }, ["8002"]).queues.map(({ number }) => number), ["8002"]);
});

Deno.test("whoever waits is named by the phone book; of a thousand who do no more are listed than anybody reads", () => {
  const clock = { wall: () => 1_000_000 as WallTime };
  const full = (command: DeskCommand): DeskAnswer =>
    command.type === "queues"
      ? { type: "queues", queues: [queue("8001", new Array(1_000).fill(500), "0722000444")] }
      : ask(command);
  const contacts = { names: { everybody: new Map([["0722000444", "Eva Marin"]]) } } as never;
  const [shown] = snapshotOf({ ask: full, clock, contacts }, undefined).queues;
  deepEqual([shown?.waiting, shown?.callers.length, shown?.callers[0]?.name], [1_000, 20, "Eva Marin"]);
});

Deno.test("whoever is outside is named by the databases where he has no name, with what is open with him", () => {
  const at = 1_000_000 as WallTime;
  const leg = (number: string, more: { trunk?: string; name?: string } = {}) =>
    ({ id: `leg-${number}`, number, state: "talking", direction: "in", at, ...more }) as const;
  const calls = [
    { id: "c1", dialled: "102", at, legs: [leg("+40722000444", { trunk: "provider" }), leg("102", { name: "Bob" })] },
    { id: "c2", dialled: "102", at, legs: [leg("101", { name: "Ana" }), leg("102", { name: "Bob" })] },
  ];
  const matters = [{ kind: "ticket", title: "No dial tone" }] as const;
  const office = (command: DeskCommand): DeskAnswer =>
    command.type === "live" ? { type: "live", live: { help: [], calls, parked: [], people: [] } } : ask(command);
  const asked: string[] = [];
  const known = (number: string) => {
    asked.push(number);
    return { name: "Eva, Marin SRL", matters };
  };
  const shown = snapshotOf({ ask: office, clock: { wall: () => at }, known }, undefined).calls;
  deepEqual(shown.map((call) => [call.legs[0]?.name, call.matters]), [["Eva, Marin SRL", matters], ["Ana", undefined]]);
  deepEqual(asked, ["+40722000444"]);
});

Deno.test("a call tells in which queue its caller waits, what its room is called, and numbers as people read them", () => {
  const leg = (id: string, number: string) => ({
    ...{ id: id as never, number, state: "talking" as const, direction: "in" as const, at: 0 as WallTime },
  });
  const call = (id: string, legs: readonly ReturnType<typeof leg>[]) => ({
    ...{ id: id as never, dialled: "+40211234567", at: 0 as WallTime, legs },
  });
  const calls = [
    call("c1", [{ ...leg("leg-0", "+40722000222"), ...{ trunk: "digi" } }]),
    call("c2", [{ ...leg("leg-9", "101"), ...{ room: "room 2001" } }]),
  ];
  const live = { help: [], calls, parked: [], people: [] };
  const told = (command: DeskCommand): DeskAnswer => command.type === "live" ? { type: "live", live } : ask(command);
  const room = { number: "2001", name: "Meeting" };
  const directory = () => ({ rooms: new Map([["2001", room]]), office: { country: "RO" } }) as never;
  const parts = { ask: told, clock: { wall: () => 1_000_000 as WallTime }, directory, shown: shownOnce() };
  const [waits, meets] = snapshotOf(parts, undefined).calls;
  deepEqual([waits?.queue, waits?.shown, waits?.legs[0]?.shown], ["Sales", "021 123 4567", "0722 000 222"]);
  deepEqual([meets?.queue, meets?.legs[0]?.roomName, meets?.legs[0]?.shown], [undefined, "Meeting", undefined]);
});
