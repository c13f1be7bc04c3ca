import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import type { CallEvent, CallFact } from "../record/mod.ts";
import {
  append,
  during,
  ENDED,
  eventsFrom,
  HandClock,
  JOINED,
  OFFERED,
  type Question,
  STARTED,
  WHOLE_CALL,
} from "./base_exam.ts";
import type { Store } from "./ports.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

/** What is asked of every record, of what is made of it, and of its seals. */
export const RECORD: readonly Question[] = [
  {
    name: "gives back every event as it was appended",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const events = eventsFrom(1, "c1", WHOLE_CALL);
        await append(store, events);
        assert.deepEqual([store.record.acknowledged, store.record.waiting, store.record.full], [8, 0, false]);
        assert.deepEqual(await store.reader.eventsOf("c1"), events);
        assert.deepEqual(await store.reader.eventsOf("c2"), []);
      }),
  },
  {
    name: "reads on from any sequence, page by page",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const events = eventsFrom(1, "c1", WHOLE_CALL);
        await append(store, events);
        assert.deepEqual(await store.reader.after(0, 3), events.slice(0, 3));
        assert.deepEqual(await store.reader.after(6, 3), events.slice(6));
        assert.deepEqual(await store.reader.after(8, 3), []);
      }),
  },
  {
    name: "tells of what agents do at the desk, though it happens to no call, and adds it up once",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const at = 5 * HOUR_MS as WallTime;
        const facts: readonly CallFact[] = [
          { type: "agent.pause", agent: "102", reason: "2" },
          { type: "presence.changed", number: "102", from: "offline", to: "away", by: "phone" },
          { type: "agent.wrap-up", agent: "102", queue: "8001", forMs: 10_000 },
        ];
        await append(store, facts.map((fact, nth) => ({ ...fact, call: "", sequence: nth + 1, at, monotonicMs: 0 })));
        const changes = await store.reader.rows({
          ...{ table: "agent_change", where: [], orderBy: ["changed_at", "place"], descending: false, limit: 10 },
        });
        assert.deepEqual(changes.map(({ agent, what, reason }) => [agent, what, reason]), [
          ["102", "pause", "2"],
          ["102", "wrap-up", null],
        ]);
        const [sum, ...others] = await store.reader.sums({ table: "agent_hour", where: [], by: ["hour", "agent"] });
        assert.deepEqual([sum?.["hour"], sum?.["agent"], sum?.["wrap_up_ms"]], [5 * HOUR_MS, "102", 10_000]);
        assert.deepEqual(others, []);
      }),
  },
  {
    name: "refuses a gap, and goes on after it",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const [first, second, third] = eventsFrom(1, "c1", WHOLE_CALL);
        store.record.append(first!);
        assert.throws(() => store.record.append(third!), /Cannot append event "3" of call "c1": expected "2"/);
        assert.throws(() => store.record.append(first!), /Cannot append event "1" of call "c1": expected "2"/);
        await append(store, [second!]);
        assert.equal((await store.reader.after(0, 10)).length, 2);
      }),
  },
  {
    name: "lists recent calls, newest first, with how they ended",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        await append(store, [
          ...eventsFrom(1, "c1", [STARTED, ENDED]),
          ...eventsFrom(3, "c2", [STARTED, ENDED]),
          ...eventsFrom(5, "c3", [STARTED]),
        ]);
        const start = { from: { number: "101", name: "Ana Pop" }, dialled: "102" };
        assert.deepEqual(await store.reader.recentCalls(2), [
          { call: "c3", startedAt: 1_750_000_000_005, ...start },
          {
            call: "c2",
            startedAt: 1_750_000_000_003,
            ...start,
            ended: { at: 1_750_000_000_004, cause: "normal" },
          },
        ]);
      }),
  },
  {
    name: "has not caught up while it reads anew by what it was just told",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        await append(store, eventsFrom(1, "c1", WHOLE_CALL));
        const question = { table: "call", where: [], orderBy: ["started_at"], descending: true, limit: 10 };
        for (const country of ["RO", "US", "DE"]) {
          await store.reader.caughtUp();
          store.reader.goBy({ country });
          await store.reader.caughtUp();
          assert.equal((await store.reader.rows(question)).length, 1, country);
        }
      }),
  },
  {
    name: "makes rows of the calls that have ended, and of what is told of them later",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const stream = { packetsIn: 9, packetsOut: 9, octetsIn: 1, octetsOut: 1, lostIn: 0, strangers: 0 };
        const report = { ...stream, jitterMs: 1, worstJitterMs: 2, mos: 4.2 };
        await append(store, [
          ...eventsFrom(1, "c1", WHOLE_CALL),
          ...eventsFrom(9, "c2", [STARTED, OFFERED]),
          ...eventsFrom(11, "c3", [STARTED, OFFERED, ENDED]),
        ]);
        await store.reader.caughtUp();
        const ask = { where: [], orderBy: ["started_at"], descending: true, limit: 10 };
        const calls = await store.reader.rows({ ...ask, table: "call" });
        assert.deepEqual(calls.map(({ call, dialled, cause }) => [call, dialled, cause]), [
          ["c3", "102", "normal"],
          ["c1", "102", "normal"],
        ]);
        const before = { column: "cause", is: "<", value: "normal" } as const;
        assert.deepEqual(await store.reader.rows({ ...ask, table: "call", where: [before] }), []);
        const upTo = { ...before, is: "<=" } as const;
        assert.deepEqual(await store.reader.rows({ ...ask, table: "call", where: [upTo] }), calls);
        const ofBob = { column: "number", is: "=", value: "102" } as const;
        const late = { column: "offered_at", is: ">", value: 1_750_000_000_002 } as const;
        const seats = { ...ask, table: "seat", orderBy: ["call", "place"], descending: false };
        const mosOf = async (...where: readonly (typeof ofBob | typeof late)[]) => {
          const rows = await store.reader.rows({ ...seats, where });
          return rows.map(({ call, mos }) => [call, mos]);
        };
        assert.deepEqual(await mosOf(ofBob), [["c1", null], ["c3", null]]);
        const from: number[] = [];
        store.reader.onChange((instant) => void from.push(instant));
        await append(store, eventsFrom(14, "c3", [{ type: "leg.quality", leg: "b", report }]));
        await store.reader.caughtUp();
        const [third] = await store.reader.eventsOf("c3");
        assert.ok(Math.min(...from) <= third!.at, "who waited was told what has changed");
        assert.deepEqual(await mosOf(ofBob), [["c1", null], ["c3", 4.2]]);
        assert.deepEqual(await mosOf(ofBob, late), [["c3", 4.2]]);
        const all = await store.reader.rows(seats);
        assert.deepEqual(await store.reader.rows({ ...seats, limit: 1 }), all.slice(0, 1));
        assert.deepEqual(await store.reader.rows({ ...seats, after: ["c1", 0] }), all.slice(1));
        const back = { ...seats, descending: true, after: [String(all[1]!["call"]), Number(all[1]!["place"])] };
        assert.deepEqual(await store.reader.rows(back), all.slice(0, 1));
      }),
  },
  {
    name: "seals its days, and finds them whole",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        assert.deepEqual(await store.reader.days(), []);
        const [first, second, third] = eventsFrom(1, "c1", WHOLE_CALL);
        const nextDay = (second!.at + 86_400_000) as WallTime;
        // The third one's clock was put back.
        await append(store, [first!, { ...second!, at: nextDay }, third!]);
        assert.deepEqual(await store.reader.days(), ["2025-06-15", "2025-06-16"]);
        assert.equal(await store.reader.checkDay("2025-06-14"), undefined);
        const checked = await Promise.all((await store.reader.days()).map((day) => store.reader.checkDay(day)));
        assert.deepEqual(checked.map((day) => [day?.events, day?.state]), [[1, "whole"], [2, "whole"]]);
        assert.match(checked[1]!.seal, /^[0-9a-f]{64}$/);
      }),
  },
  {
    name: "adds calls up, each once, also where more is told of them later",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const all = { table: "extension_hour", where: [], by: ["extension"] };
        assert.deepEqual(await store.reader.sums(all), []);
        await append(store, [...eventsFrom(1, "c1", WHOLE_CALL), ...eventsFrom(9, "c2", WHOLE_CALL)]);
        await store.reader.caughtUp();
        const before = await store.reader.sums(all);
        assert.deepEqual(before.map(({ extension, count, made }) => [extension, count, made]), [
          ["101", 2, 2],
          ["102", 2, 0],
        ]);
        const stream = { packetsIn: 9, packetsOut: 9, octetsIn: 1, octetsOut: 1, lostIn: 0, strangers: 0 };
        const report = { ...stream, jitterMs: 1, worstJitterMs: 2, mos: 4.25 };
        for (const sequence of [17, 18]) {
          await append(store, eventsFrom(sequence, "c1", [{ type: "leg.quality", leg: "b", report }]));
          await store.reader.caughtUp();
        }
        assert.deepEqual(await store.reader.sums(all), before);
        const where = [{ column: "extension", is: "=", value: "102" }] as const;
        assert.deepEqual((await store.reader.sums({ ...all, where })).length, 1);
      }),
  },
  {
    name: "adds up any period as its hours come to",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        const length = WHOLE_CALL.length;
        for (let call = 0; call < 60; call++) {
          const events = eventsFrom(1 + call * length, `c${call}`, WHOLE_CALL);
          await append(store, events.map((event) => ({ ...event, at: event.at + call * 31 * HOUR_MS as WallTime })));
        }
        await store.reader.caughtUp();
        const question = { table: "extension_hour", where: [], by: ["hour", "extension"] };
        const hours = (await store.reader.sums(question)).filter(({ extension }) => extension === "102");
        assert.equal(hours.length, 60);
        const first = Number(hours[0]!["hour"]);
        for (
          const [from, to] of [[0, 1], [0, 23], [5, 100], [-30, 900], [24, 1_500], [100, 1_900], [400, 300]] as const
        ) {
          const [since, until] = [first + from * HOUR_MS, first + to * HOUR_MS];
          const where = [
            { column: "hour", is: ">=", value: since },
            { column: "hour", is: "<", value: until },
            { column: "extension", is: "=", value: "102" },
          ] as const;
          const [row] = await store.reader.sums({ ...question, where, by: ["extension"] });
          const within = hours.filter(({ hour }) => since <= Number(hour) && Number(hour) < until);
          const total = (name: string) => within.reduce((sum, each) => sum + Number(each[name]), 0);
          assert.deepEqual([row?.["count"] ?? 0, row?.["talk_ms"] ?? 0], [total("count"), total("talk_ms")]);
        }
      }),
  },
  {
    name: "packs what has grown old, and says the same as before",
    sit: (place) =>
      during(place, new HandClock(), async (store) => {
        await append(store, eventsFrom(1, "c1", WHOLE_CALL));
        const tomorrow = eventsFrom(9, "c2", WHOLE_CALL).map((event) => ({
          ...event,
          at: event.at + DAY_MS as WallTime,
        }));
        const late = eventsFrom(17, "c1", [{ type: "leg.digit", leg: "b", digit: "1", by: "info" }]);
        await append(store, [...tomorrow, ...late.map((event) => ({ ...event, at: event.at + DAY_MS as WallTime }))]);
        const look = async () => ({
          one: await store.reader.eventsOf("c1"),
          all: await store.reader.after(0, 100),
          middle: await store.reader.after(5, 6),
          recent: await store.reader.recentCalls(5),
          days: await Promise.all((await store.reader.days()).map((day) => store.reader.checkDay(day))),
        });
        const before = await look();
        assert.equal(before.one.length, 9);
        store.upkeep.set({ packAfterDays: -1, keepYears: 0 });
        await store.upkeep.run();
        assert.deepEqual(await look(), before);
        store.upkeep.set({ packAfterDays: -9, keepYears: 0 });
        await store.upkeep.run();
        assert.deepEqual(await look(), before);
        await append(store, eventsFrom(18, "c3", WHOLE_CALL));
        assert.equal((await store.reader.after(15, 100)).length, 10);
      }),
  },
  {
    name: "forgets whole days, with all that is made of them, and keeps their seals",
    sit: async (place) => {
      const clock = new HandClock();
      const table = { where: [], orderBy: ["call"], descending: false, limit: 10 };
      const made = async ({ reader }: Store) => {
        await reader.caughtUp();
        const call = await reader.rows({ ...table, table: "call" });
        const seat = await reader.rows({ ...table, table: "seat" });
        const sums = await reader.sums({ table: "extension_hour", where: [], by: ["hour", "extension"] });
        return { call, seat, sums };
      };
      await during(place, clock, async (store) => {
        const later = (days: number) => (event: CallEvent) => ({ ...event, at: event.at + days * DAY_MS as WallTime });
        await append(store, [
          ...eventsFrom(1, "gone", WHOLE_CALL),
          ...eventsFrom(9, "over midnight", WHOLE_CALL.slice(0, 3)),
          ...eventsFrom(12, "over midnight", WHOLE_CALL.slice(3)).map(later(1)),
          ...eventsFrom(17, "there", WHOLE_CALL).map(later(1)),
        ]);
        await store.reader.caughtUp();
        clock.pass(3 * YEAR_MS + 1.5 * DAY_MS);
        for (const packAfterDays of [9_999, 1]) {
          store.upkeep.set({ packAfterDays, keepYears: 3 });
          await store.upkeep.run();
          assert.deepEqual(await store.reader.eventsOf("gone"), []);
          assert.equal((await store.reader.eventsOf("over midnight")).length, 5);
          assert.deepEqual((await store.reader.after(0, 1)).map(({ sequence }) => sequence), [12]);
          assert.deepEqual((await store.reader.recentCalls(5)).map(({ call }) => call), ["there"]);
          const { call, sums } = await made(store);
          assert.deepEqual(call.map(({ call }) => call), ["there"]);
          assert.equal(sums.length, 2);
        }
        const days = await Promise.all((await store.reader.days()).map((day) => store.reader.checkDay(day)));
        assert.deepEqual(days.map((day) => [day?.events, day?.state]), [[11, "removed"], [13, "whole"]]);
        const before = await made(store);
        await store.upkeep.run();
        assert.deepEqual(await made(store), before);
      });
      await during(place, clock, async (store) => {
        assert.equal(store.lastSequence, 24);
        await append(store, eventsFrom(25, "next", WHOLE_CALL));
        assert.equal((await made(store)).call.length, 2);
      });
    },
  },
  {
    name: "closes the calls of the last run as cut, and counts on without a gap",
    sit: async (place) => {
      const clock = new HandClock();
      let boot = "";
      await during(place, clock, async (store) => {
        assert.equal(store.lastSequence, 0);
        boot = store.boot;
        await append(store, [
          ...eventsFrom(1, "done", [STARTED, ENDED]),
          ...eventsFrom(3, "running", [STARTED, OFFERED, JOINED]),
          ...eventsFrom(6, "", [{ type: "presence.changed", number: "101", from: "offline", to: "away", by: "phone" }]),
        ]);
      });
      clock.pass(60_000);
      const stamp = { call: "running", at: clock.wall(), monotonicMs: 60_000 };
      await during(place, clock, async (store) => {
        assert.notEqual(store.boot, boot);
        assert.equal(store.lastSequence, 9);
        assert.equal(store.record.acknowledged, 9);
        const waited = { position: 1, joinedAt: 1, waitedMs: 1 };
        assert.deepEqual(await store.reader.after(6, 10), [
          { type: "queue.left", leg: "b", queue: "8001", why: "cut", ...waited, sequence: 7, ...stamp },
          { type: "leg.ended", leg: "b", by: "us", cause: "cut", sequence: 8, ...stamp },
          { type: "call.ended", cause: "cut", sequence: 9, ...stamp },
        ]);
        await append(store, eventsFrom(10, "next", [STARTED, ENDED]));
      });
      await during(place, clock, (store) => Promise.resolve(assert.equal(store.lastSequence, 11)));
    },
  },
  {
    name: "remembers how far each reading has come",
    sit: async (place) => {
      const clock = new HandClock();
      await during(place, clock, async ({ cursors }) => {
        assert.equal(await cursors.of("cdr"), 0);
        await cursors.move("cdr", 17);
        await cursors.move("missed", 3);
        await cursors.move("cdr", 18);
      });
      await during(place, clock, async ({ cursors }) => {
        assert.deepEqual([await cursors.of("cdr"), await cursors.of("missed")], [18, 3]);
      });
    },
  },
  {
    name: "takes nothing after it was closed, and closes twice quietly",
    sit: async (place) => {
      const store = await place.open(new HandClock());
      const [first, second] = eventsFrom(1, "c1", WHOLE_CALL);
      store.record.append(first!);
      await Promise.all([store.close(), store.close()]);
      await store.close();
      assert.throws(() => store.record.append(second!), /Cannot append event "2": the record is closed/);
      await during(place, new HandClock(), async ({ reader }) => {
        assert.deepEqual((await reader.after(0, 1))[0], first);
      });
    },
  },
];
