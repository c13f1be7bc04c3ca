import assert from "node:assert/strict";
import type { WallTime } from "../../base/mod.ts";
import { buildDirectory } from "../../directory/mod.ts";
import type { Hook } from "../../mail/mod.ts";
import type { Page } from "../../notebook/mod.ts";
import type { CallEvent, CallFact } from "../../record/mod.ts";
import { readNote } from "../mod.ts";
import { CallNotes } from "./call_notes.ts";
import { crmOf } from "./fake_crm.ts";

/** A record that grows, and who waits for it. */
class GrowingRecord {
  readonly events: CallEvent[] = [];
  #news = Promise.withResolvers<void>();
  readonly #waiting = Promise.withResolvers<void>();
  get acknowledged(): number {
    return this.events.length;
  }

  after = (sequence: number, limit: number): Promise<readonly CallEvent[]> =>
    Promise.resolve(this.events.slice(sequence, sequence + limit));
  eventsOf = (call: string): Promise<readonly CallEvent[]> =>
    Promise.resolve(this.events.filter((event) => event.call === call));
  judgementOf = (call: string): Promise<"message" | "missed"> =>
    this.eventsOf(call).then((story) => story.some(({ type }) => type === "voicemail.dropped") ? "missed" : "message");
  past = (sequence: number, _: number): Promise<void> => {
    if (sequence === Infinity) this.#waiting.resolve();
    return this.events.length > sequence ? Promise.resolve() : this.#news.promise;
  };

  /** Somebody waits for a while, whatever there is. */
  waited = (): Promise<void> => this.#waiting.promise;

  happens(call: string, facts: readonly CallFact[]): void {
    for (const fact of facts) {
      const sequence = this.events.length + 1;
      this.events.push({ ...fact, call, sequence, at: 1_000 * sequence as WallTime, monotonicMs: sequence });
    }
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }

  call(call: string, ...during: readonly CallFact[]): void {
    const party = { number: "0722000222", trunk: "digi" };
    const facts = [
      { type: "call.started", from: party, dialled: "0211234567", sipCallId: "a@x" },
      { type: "leg.offered", leg: "a", party, direction: "in", sipCallId: "a@x" },
      ...during,
      { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
      { type: "call.ended", cause: "cancelled" },
    ] as const;
    this.happens(call, facts);
  }
}

function notesOn(record: GrowingRecord, pages: readonly Page[], logsCalls = true) {
  const hooks: Hook[] = [];
  const kept = new Map<string, Page>(pages.map((page) => [page.key, page]));
  const posted: (() => void)[] = [];
  const notes = new CallNotes({
    record,
    reader: record,
    log: { write: () => {} },
    post: (told) => {
      hooks.push(...told.hooks);
      for (const page of told.pages) kept.set(page.key, page);
      posted.splice(0).forEach((tell) => tell());
    },
  });
  const office = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
  const crm = [crmOf("hubspot", "http://127.0.0.1:1", { logsCalls })];
  notes.follow(buildDirectory({ office, extensions: [], crm }, { revision: 1, realm: "kontor" }));
  notes.start(pages);
  const told = () => new Promise<void>((resolve) => posted.push(resolve));
  return { notes, hooks, kept, told };
}

Deno.test("each call that ends is written down once, over a restart too, and none from before it was wanted", async () => {
  const record = new GrowingRecord();
  record.call("before");
  const first = notesOn(record, []);
  const once = first.told();
  record.call("one");
  await once;
  await first.notes.stop();
  assert.deepEqual(first.hooks.map(({ id, url }) => [id, url]), [["crm.sales.one", "crm:sales"]]);
  record.call("two");
  const second = notesOn(record, [...first.kept.values()]);
  await second.told();
  await second.notes.stop();
  assert.deepEqual(second.hooks.map(({ id }) => id), ["crm.sales.two"]);
  assert.equal(readNote(second.hooks[0]!.body)?.outcome, "message", "as the call is judged");
});

Deno.test("what a caller left is written down once it is known whether it is a message", async () => {
  const record = new GrowingRecord();
  const { notes, hooks, told } = notesOn(record, []);
  record.call("one", { type: "voicemail.left", leg: "a", box: "101", message: "m" });
  const once = told();
  await record.waited();
  assert.deepEqual(hooks, []);
  record.happens("one", [{ type: "voicemail.dropped", box: "101", message: "m" }]);
  await once;
  await notes.stop();
  assert.deepEqual(hooks.map(({ body }) => readNote(body)?.outcome), ["missed"]);
});

Deno.test("where no database wants calls, the record is not read", async () => {
  const record = new GrowingRecord();
  let reads = 0;
  record.after = () => Promise.resolve([]).finally(() => reads++);
  const { notes } = notesOn(record, [], false);
  record.call("one");
  await notes.stop();
  assert.equal(reads, 0);
  const { notes: again, kept } = notesOn(record, [{ family: "crm", key: "cursor", value: 1 }], false);
  await again.stop();
  assert.equal(kept.get("cursor")?.value, undefined);
});
