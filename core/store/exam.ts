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
        assert.deepEqual([await office.at(1), await office.documentOf(1)], [undefined, undefined]);
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
        assert.equal(await office.documentOf(1), first.document);
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
      const may = { scopes: ["calls:read", "calls:dial"], extensions: ["101", "102"] } as const;
      const desk = { ...facts, name: "desk", ...may, hash: hashOfKey("a") };
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

const DESK: readonly Question[] = [
  {
    name: "remembers who may sign in and who has, over a restart",
    sit: async (place) => {
      const clock = new HandClock();
      const ana = { ...ACCOUNT, createdAt: clock.wall() };
      const session = { ...SESSION, createdAt: clock.wall(), seenAt: clock.wall(), provedAt: clock.wall() };
      await during(place, clock, async ({ accounts, sessions }) => {
        await accounts.put({ ...ana, fullName: "Somebody" });
        await accounts.put(ana);
        await accounts.put({ ...ana, name: "bob" });
        assert.deepEqual([await accounts.remove("bob"), await accounts.remove("bob")], [true, false]);
        await sessions.put(session);
        await sessions.put({ ...session, hash: "b" });
        await sessions.remove("b");
      });
      await during(place, clock, async ({ accounts, sessions }) => {
        assert.deepEqual(await accounts.all(), [ana]);
        assert.deepEqual(await sessions.all(), [session]);
      });
    },
  },
  {
    name: "keeps the audit in order, and finds what somebody did",
    sit: async (place) => {
      const clock = new HandClock();
      const line = { at: clock.wall(), address: "192.0.2.7", facts: { revision: 3 } };
      await during(place, clock, async ({ audit }) => {
        await audit.append([{ ...line, who: "", action: "sign-in.refused" }, {
          ...line,
          who: "ana",
          action: "signed-in",
        }]);
        await audit.append([{ ...line, who: "ana", action: "office.applied" }]);
      });
      await during(place, clock, async ({ audit }) => {
        const sequences = async (wanted: object) =>
          (await audit.lines({ limit: 10, ...wanted })).map(({ sequence }) => sequence);
        assert.deepEqual(await sequences({}), [3, 2, 1]);
        assert.deepEqual(await sequences({ who: "ana" }), [3, 2]);
        assert.deepEqual(await sequences({ who: "ana", before: 3, action: "signed-in" }), [2]);
        assert.deepEqual(await sequences({ limit: 1 }), [3]);
        assert.deepEqual(await sequences({ who: "ana", since: line.at }), [3, 2]);
        assert.deepEqual(await sequences({ since: line.at + 1 }), []);
        assert.deepEqual([await sequences({ until: line.at }), await sequences({ until: line.at + 1 })], [[], [
          3,
          2,
          1,
        ]]);
        const [last] = await audit.lines({ limit: 1 });
        assert.deepEqual(last, { ...line, sequence: 3, who: "ana", action: "office.applied" });
      });
    },
  },
];

const BOOK: readonly Question[] = [
  {
    name: "remembers the phone book over a restart, with what its last import and its last changes are taken back by",
    sit: async (place) => {
      const clock = new HandClock();
      const many = Array.from(
        { length: 600 },
        (_, at) => ({ ...CONTACT, id: `c${at}`, version: 1, name: `Nr. ${at}` }),
      );
      const pastChange = { at: clock.wall(), who: "ana", before: many[2]!, after: null };
      const undo = { at: clock.wall(), who: "ana", file: "a.csv", added: 600, before: [], left: [["c0", 1]] } as const;
      await during(place, clock, async ({ contacts }) => {
        assert.deepEqual(await contacts.load(), { contacts: [], past: [] });
        await Promise.all([
          contacts.change({ put: many, undo }),
          contacts.change({ put: [{ ...many[1]!, version: 2, name: "Ștefan" }], remove: ["c2", "nobody"] }),
        ]);
        for (let id = 1; id <= 1_001; id++) await contacts.change({ past: { ...pastChange, id } });
      });
      await during(place, clock, async ({ contacts }) => {
        const kept = await contacts.load();
        assert.deepEqual(kept.undo, undo);
        assert.deepEqual([kept.past.length, kept.past[0], kept.past.at(-1)?.id], [
          1_000,
          { ...pastChange, id: 2 },
          1_001,
        ]);
        assert.equal(kept.contacts.length, 599);
        const byId = new Map(kept.contacts.map((contact) => [contact.id, contact]));
        assert.deepEqual([byId.get("c1"), byId.get("c2")], [{ ...many[1], version: 2, name: "Ștefan" }, undefined]);
        await contacts.change({ undo: null });
        assert.equal((await contacts.load()).undo, undefined);
      });
    },
  },
];

const CONTACT = {
  numbers: ["0722 000 222"],
  company: "Popa SRL",
  note: "",
  isVip: true,
  seenBy: ["101"],
  keys: ["+40722000222"],
} as const;

const ACCOUNT = {
  name: "ana",
  fullName: "Ana Pop",
  role: "owner",
  password: "$argon2id$",
  totp: "GEZDGNBV",
  passkeys: [],
  backupCodes: ["c0de"],
  reportCards: ["missed", "answered"],
} as const;
const SESSION = { hash: "a", account: "ana", address: "192.0.2.7", agent: "Firefox" } as const;

/** The exam that every store sits. */
export const EXAM: readonly Question[] = [...RECORD, ...OFFICE, ...REGISTRATIONS, ...NOTEBOOK, ...DESK, ...BOOK];
