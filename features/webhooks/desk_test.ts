import assert from "node:assert/strict";
import { START, type WallTime } from "../../core/base/mod.ts";
import type { Webhook } from "../../core/directory/mod.ts";
import type { Hook } from "../../core/mail/mod.ts";
import type { Page } from "../../core/notebook/mod.ts";
import type { CallFact } from "../../core/record/mod.ts";
import { openMemoryStore } from "../../core/store/mod.ts";
import { WebhookDesk } from "./mod.ts";

const CLOCK = { now: () => START, wall: () => 1_700_000_000_000 as WallTime };
const OFFICE = { name: "Demo" };
const STARTED: CallFact = { type: "call.started", from: { number: "101" }, dialled: "102" };

function webhook(name: string, events: readonly string[] = ["*"], state: Webhook["state"] = "on"): Webhook {
  return { name, url: `https://${name}.example`, secret: "a secret that is long", events, giveUpAfterH: 72, state };
}

/** A box whose programs elsewhere take everything at once; `breaks` lets its record fail once. */
function box() {
  const store = openMemoryStore(CLOCK);
  const hooks: Hook[] = [];
  const cursors = new Map<string, number>();
  const logged: string[] = [];
  const trouble = { isBroken: false };
  const desk = new WebhookDesk({
    log: { write: ({ text }) => logged.push(text) },
    record: store.record,
    reader: {
      after: (sequence, limit) =>
        trouble.isBroken ? Promise.reject(new Error("no disk")) : store.reader.after(sequence, limit),
      eventsOf: (call) => store.reader.eventsOf(call),
      judgementOf: (call, upTo) => store.reader.judgementOf(call, upTo),
    },
    standing: (name) => {
      const cursor = cursors.get(`webhooks/${name}`);
      return { waiting: 0, ...(cursor === undefined ? {} : { cursor }) };
    },
    post: (posted: { readonly hooks: readonly Hook[]; readonly pages: readonly Page[] }) => {
      hooks.push(...posted.hooks);
      for (const { key, value } of posted.pages) cursors.set(key, Number(value));
    },
  });
  const happens = async (call: string) => {
    const sequence = store.record.acknowledged + 1;
    store.record.append({ ...STARTED, call, sequence, at: CLOCK.wall(), monotonicMs: 0 });
    // Whoever follows the record has a few turns of the loop to do so.
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const told = () => hooks.splice(0).map(({ of, about }) => `${of} ${about}`);
  return { desk, happens, told, logged, trouble, cursors, store };
}

Deno.test("each webhook is told from the moment at which it is there, and only what it wants", async () => {
  const { desk, happens, told } = box();
  await happens("before");
  desk.follow([webhook("crm")], OFFICE);
  await happens("nobody listens yet");
  assert.deepEqual(told(), []);
  desk.start();
  await happens("a");
  assert.deepEqual(told(), ["webhooks/crm a"]);
  desk.follow([webhook("crm"), webhook("wall"), webhook("none", ["queue.*"])], OFFICE);
  await happens("b");
  assert.deepEqual(told(), ["webhooks/crm b", "webhooks/wall b"]);
  desk.follow([webhook("wall"), webhook("none", ["call.*"])], OFFICE);
  await happens("c");
  assert.deepEqual(told(), ["webhooks/wall c", "webhooks/none c"]);
  desk.stop();
  await happens("d");
  assert.deepEqual(told(), []);
});

Deno.test("a reading goes on where it was, but never beyond what the record has", async () => {
  const { desk, happens, told, cursors } = box();
  for (const call of ["a", "b", "c"]) await happens(call);
  cursors.set("webhooks/crm", 1);
  // A record that lost its end in a power cut.
  cursors.set("webhooks/wall", 9);
  desk.follow([webhook("crm"), webhook("wall")], OFFICE);
  desk.start();
  await happens("d");
  assert.deepEqual(told().sort(), ["webhooks/crm b", "webhooks/crm c", "webhooks/crm d", "webhooks/wall d"]);
  desk.stop();
});

Deno.test("a record that cannot be read is read again, and the log says it once", async () => {
  const { desk, happens, told, logged, trouble } = box();
  desk.follow([webhook("crm")], OFFICE);
  desk.start();
  trouble.isBroken = true;
  for (const call of ["a", "b", "c"]) await happens(call);
  assert.deepEqual(logged, ["Cannot read the record for a webhook: tried again"]);
  trouble.isBroken = false;
  await happens("d");
  assert.deepEqual(told(), ["a", "b", "c", "d"].map((call) => `webhooks/crm ${call}`));
  desk.stop();
});

Deno.test("a webhook that is held is told later of all that happens; one that is off hears nothing of it", async () => {
  const { desk, happens, told, cursors } = box();
  desk.follow([webhook("crm"), webhook("wall")], OFFICE);
  desk.start();
  await happens("a");
  assert.deepEqual(told(), ["webhooks/crm a", "webhooks/wall a"]);
  desk.follow([webhook("crm", ["*"], "held"), webhook("wall", ["*"], "off")], OFFICE);
  // The switchboard forgets how far one has come that is off.
  cursors.delete("webhooks/wall");
  await happens("b");
  assert.deepEqual(told(), []);
  desk.follow([webhook("crm"), webhook("wall")], OFFICE);
  await happens("c");
  assert.deepEqual(told().toSorted(), ["webhooks/crm b", "webhooks/crm c", "webhooks/wall c"]);
  desk.stop();
});
