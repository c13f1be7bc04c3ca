import assert from "node:assert/strict";
import { type Clock, type Instant, START, type WallTime } from "../base/mod.ts";
import type { CallEvent, CallFact } from "../record/mod.ts";
import { hashOfKey } from "./api_key.ts";
import type { Store } from "./ports.ts";
import type { StoredBinding } from "./stored_binding.ts";

/** Where a store keeps its things; opening it again is the next start of the box. */
export interface Place {
  open(clock: Clock): Promise<Store>;
}

/** One question of the exam that every store sits. */
export interface Question {
  readonly name: string;
  /** Gets a place where nothing has been kept yet. */
  readonly sit: (place: Place) => Promise<void>;
}

/** A clock that a test moves by hand. */
export class HandClock implements Clock {
  #ms = 0;
  readonly #start: number;

  constructor(start = 1_750_000_000_000) {
    this.#start = start;
  }

  now(): Instant {
    return START + this.#ms as Instant;
  }

  wall(): WallTime {
    return this.#start + this.#ms as WallTime;
  }

  pass(ms: number): void {
    this.#ms += ms;
  }
}

/** The events of one call in the order of `facts`, the first with the sequence `from`. */
export function eventsFrom(from: number, call: string, facts: readonly CallFact[]): readonly CallEvent[] {
  return facts.map((fact, index) => ({
    ...fact,
    call,
    sequence: from + index,
    at: 1_750_000_000_000 + from + index as WallTime,
    monotonicMs: from + index + 0.25,
  }));
}

export const STARTED: CallFact = {
  type: "call.started",
  from: { number: "101", name: "Ana Pop" },
  dialled: "102",
  sipCallId: "a84b4c76e66710@192.0.2.7",
};
export const ENDED: CallFact = { type: "call.ended", cause: "normal" };
const OFFERED: CallFact = {
  type: "leg.offered",
  leg: "b",
  party: { number: "102", name: "Bob Ion" },
  direction: "out",
  sipCallId: "b@192.0.2.1",
  userAgent: 'Snom/10 "é\u{1f4de}"',
};
const WHOLE_CALL: readonly CallFact[] = [
  STARTED,
  OFFERED,
  { type: "leg.ringing", leg: "b" },
  { type: "leg.answered", leg: "b", codec: "PCMA" },
  { type: "bridge.made", a: "a", b: "b" },
  { type: "leg.digit", leg: "b", digit: "#", by: "rfc4733" },
  { type: "leg.ended", leg: "b", by: "them", cause: "normal", status: 200, text: "it's over" },
  ENDED,
];

export function bindingOf(number: string, expiresAt: number): StoredBinding {
  return {
    number,
    contact: `sip:${number}@192.0.2.7:5062;transport=tcp`,
    flow: {
      transport: "tcp",
      local: { ip: "192.0.2.1", port: 5060 },
      remote: { ip: "192.0.2.7", port: 40_112 },
    },
    path: ["<sip:edge.example.com;lr>"],
    callId: `${number}-call-id`,
    cseq: 7,
    preference: 900,
    expiresAt: expiresAt as WallTime,
    userAgent: "baresip v1.0",
  };
}

/** Opens the store for as long as `work` takes. */
async function during(place: Place, clock: Clock, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await place.open(clock);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

async function append(store: Store, events: readonly CallEvent[]): Promise<void> {
  for (const event of events) store.record.append(event);
  await store.record.flush();
}

const RECORD: readonly Question[] = [
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

const OFFICE: readonly Question[] = [
  {
    name: "has no office before the first was saved",
    sit: (place) =>
      during(place, new HandClock(), async ({ office }) => {
        assert.equal(await office.current(), undefined);
        assert.equal(await office.at(1), undefined);
        assert.deepEqual(await office.revisions(), []);
      }),
  },
  {
    name: "keeps every change of the office as a revision, secrets and all",
    sit: async (place) => {
      const clock = new HandClock();
      const [first, second, third] = OFFICES;
      await during(place, clock, async ({ office }) => {
        assert.deepEqual(await office.save({ ...first, who: "ana", note: "first start" }), { revision: 1 });
        clock.pass(1_000);
        assert.deepEqual(await office.save({ ...second, who: "bob", note: "" }), { revision: 2 });
        assert.deepEqual(await office.save({ ...third, who: "bob", note: "102 left" }), { revision: 3 });
      });
      await during(place, clock, async ({ office }) => {
        assert.deepEqual(await office.current(), { revision: 3, ...third });
        assert.deepEqual(await office.at(1), { revision: 1, ...first });
        assert.deepEqual(await office.at(2), { revision: 2, ...second });
        assert.equal(await office.at(4), undefined);
        assert.deepEqual(await office.revisions(), [
          { revision: 1, at: 1_750_000_000_000, who: "ana", note: "first start" },
          { revision: 2, at: 1_750_000_001_000, who: "bob", note: "" },
          { revision: 3, at: 1_750_000_001_000, who: "bob", note: "102 left" },
        ]);
      });
    },
  },
  {
    name: "rolls back by saving an older revision again",
    sit: (place) =>
      during(place, new HandClock(), async ({ office }) => {
        const [first, second] = OFFICES;
        await office.save({ ...first, who: "ana", note: "" });
        await office.save({ ...second, who: "ana", note: "" });
        const old = await office.at(1);
        assert.ok(old !== undefined);
        await office.save({ document: old.document, secrets: old.secrets, who: "ana", note: "back to 1" });
        assert.deepEqual(await office.current(), { revision: 3, ...first });
        assert.deepEqual(await office.at(2), { revision: 2, ...second });
      }),
  },
];

const OFFICES = [
  { document: "office: 1", secrets: new Map([["extensions/101/secret", "a"], ["extensions/102/secret", "é"]]) },
  { document: "office: 2", secrets: new Map([["extensions/101/secret", "A"], ["extensions/102/secret", "é"]]) },
  { document: "office: 3", secrets: new Map([["extensions/101/secret", "A"]]) },
] as const;

const REGISTRATIONS: readonly Question[] = [
  {
    name: "remembers phones over a restart, the last word on each",
    sit: async (place) => {
      const clock = new HandClock();
      const end = clock.wall() + 60_000;
      await during(place, clock, async ({ registrations }) => {
        registrations.put(bindingOf("101", end));
        registrations.put(bindingOf("102", end));
        registrations.put({ ...bindingOf("101", end + 1), cseq: 8 });
        registrations.put(bindingOf("103", end));
        registrations.remove("103", bindingOf("103", end).contact);
        await registrations.flush();
        assert.equal(registrations.waiting, 0);
        registrations.remove("102", bindingOf("102", end).contact);
      });
      await during(place, clock, async ({ registrations }) => {
        assert.deepEqual(await registrations.load(), [{ ...bindingOf("101", end + 1), cseq: 8 }]);
      });
    },
  },
  {
    name: "forgets phones whose registration has expired",
    sit: async (place) => {
      const clock = new HandClock();
      const [early, late] = [bindingOf("101", clock.wall() + 1_000), bindingOf("102", clock.wall() + 1_001)];
      await during(place, clock, async ({ registrations }) => {
        registrations.put(early);
        registrations.put(late);
        await registrations.flush();
        clock.pass(1_000);
        assert.deepEqual(await registrations.load(), [late]);
      });
      // Deleted and not only passed over: an earlier clock does not bring it back.
      await during(place, new HandClock(), async ({ registrations }) => {
        assert.deepEqual(await registrations.load(), [late]);
      });
    },
  },
];

const NOTEBOOK: readonly Question[] = [
  {
    name: "remembers the keys of the interface over a restart, each name once",
    sit: async (place) => {
      const clock = new HandClock();
      const facts = { createdAt: clock.wall(), createdBy: "ana" };
      const desk = { ...facts, name: "desk", scopes: ["calls:read", "record:read"], hash: hashOfKey("a") } as const;
      const crm = { ...facts, name: "crm", scopes: ["calls:read"], hash: hashOfKey("b") } as const;
      await during(place, clock, async ({ keys }) => {
        assert.deepEqual([await keys.add(crm), await keys.add(desk)], [true, true]);
        assert.equal(await keys.add({ ...crm, hash: hashOfKey("c") }), false);
      });
      await during(place, clock, async ({ keys }) => {
        assert.deepEqual(await keys.all(), [crm, desk]);
        assert.deepEqual([await keys.remove("crm"), await keys.remove("crm")], [true, false]);
        assert.deepEqual((await keys.all()).map(({ name }) => name), ["desk"]);
      });
    },
  },
  {
    name: "remembers the notebook over a restart, the last word on each page",
    sit: async (place) => {
      const clock = new HandClock();
      await during(place, clock, async ({ notebook }) => {
        assert.deepEqual(await notebook.load(), []);
        notebook.put({ family: "line", key: "102", value: { doNotDisturb: true, forward: { busy: "é" } } });
        notebook.put({ family: "line", key: "101", value: 1 });
        notebook.put({ family: "line", key: "101", value: [true, null] });
        notebook.put({ family: "night", key: "office", value: true });
        await notebook.flush();
        assert.equal(notebook.waiting, 0);
        notebook.put({ family: "night", key: "office", value: undefined });
      });
      await during(place, clock, async ({ notebook }) => {
        assert.deepEqual(await notebook.load(), [
          { family: "line", key: "101", value: [true, null] },
          { family: "line", key: "102", value: { doNotDisturb: true, forward: { busy: "é" } } },
        ]);
      });
    },
  },
];

/** The exam that every store sits. */
export const EXAM: readonly Question[] = [...RECORD, ...OFFICE, ...REGISTRATIONS, ...NOTEBOOK];
