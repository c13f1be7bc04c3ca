import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import {
  append,
  during,
  ENDED,
  eventsFrom,
  HandClock,
  OFFERED,
  type Question,
  STARTED,
  WHOLE_CALL,
} from "./base_exam.ts";

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
        const ofBob = { column: "number", is: "=", value: "102" } as const;
        const late = { column: "offered_at", is: ">", value: 1_750_000_000_002 } as const;
        const seats = { ...ask, table: "seat", orderBy: ["call", "place"], descending: false };
        const mosOf = async (...where: readonly (typeof ofBob | typeof late)[]) => {
          const rows = await store.reader.rows({ ...seats, where });
          return rows.map(({ call, mos }) => [call, mos]);
        };
        assert.deepEqual(await mosOf(ofBob), [["c1", null], ["c3", null]]);
        await append(store, eventsFrom(14, "c3", [{ type: "leg.quality", leg: "b", report }]));
        await store.reader.caughtUp();
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
    name: "closes the calls of the last run as cut, and counts on without a gap",
    sit: async (place) => {
      const clock = new HandClock();
      let boot = "";
      await during(place, clock, async (store) => {
        assert.equal(store.lastSequence, 0);
        boot = store.boot;
        await append(store, [
          ...eventsFrom(1, "done", [STARTED, ENDED]),
          ...eventsFrom(3, "running", [STARTED, OFFERED]),
          ...eventsFrom(5, "", [{ type: "presence.changed", number: "101", from: "offline", to: "away", by: "phone" }]),
        ]);
      });
      clock.pass(60_000);
      const stamp = { call: "running", at: clock.wall(), monotonicMs: 60_000 };
      await during(place, clock, async (store) => {
        assert.notEqual(store.boot, boot);
        assert.equal(store.lastSequence, 7);
        assert.equal(store.record.acknowledged, 7);
        assert.deepEqual(await store.reader.after(5, 10), [
          { type: "leg.ended", leg: "b", by: "us", cause: "cut", sequence: 6, ...stamp },
          { type: "call.ended", cause: "cut", sequence: 7, ...stamp },
        ]);
        await append(store, eventsFrom(8, "next", [STARTED, ENDED]));
      });
      await during(place, clock, (store) => Promise.resolve(assert.equal(store.lastSequence, 9)));
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
