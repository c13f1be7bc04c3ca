import assert from "node:assert/strict";
import { hashOfKey } from "./api_key.ts";
import { bindingOf, during, HandClock, type Question } from "./base_exam.ts";
import { RECORD } from "./record_exam.ts";

export { bindingOf, ENDED, eventsFrom, HandClock, type Place, type Question, STARTED } from "./base_exam.ts";

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
