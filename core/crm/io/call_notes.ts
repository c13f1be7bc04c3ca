import type { Log } from "../../base/mod.ts";
import type { Directory } from "../../directory/mod.ts";
import type { Hook } from "../../mail/mod.ts";
import type { Page } from "../../notebook/mod.ts";
import type { CallEvent, Judgement } from "../../record/mod.ts";
import { CRM_ADDRESS } from "../crm_address.ts";

/** The record, as far as it is waited for. */
export interface RecordEnd {
  readonly acknowledged: number;
  /** Resolves once there is more than `sequence`, or when the time is up. */
  past(sequence: number, withinMs: number): Promise<void>;
}

/** And as far as it is read. */
export interface RecordStory {
  after(sequence: number, limit: number): Promise<readonly CallEvent[]>;
  eventsOf(call: string): Promise<readonly CallEvent[]>;
  /** What the list of missed calls says of a call, from its events up to a sequence. */
  judgementOf(call: string, upTo: number): Promise<Judgement | undefined>;
}

export interface CallNotesParts {
  readonly record: RecordEnd;
  readonly reader: RecordStory;
  readonly log: Log;
  readonly post: (
    posted: { readonly mails: readonly never[]; readonly hooks: readonly Hook[]; readonly pages: readonly Page[] },
  ) => void;
}

/** The family of the notebook in which it is kept how far calls have been written down. */
const CRM_FAMILY = "crm";

const STEP = 500;
const WAIT_MS = 5_000;
const AFTER_FAULT_MS = 10_000;
/** So soon after he has gone it is known whether what a caller left is long enough to be a message. */
const LENGTH_KNOWN_MS = 1_000;
/** So many events without a call for a database, and it is kept all the same how far it has come. */
const KEEP_EVERY = 1_000;

/** Has calls written down in customer databases once they are over: follows the record, and only while one is wanted. */
export class CallNotes {
  readonly #parts: CallNotesParts;
  #wanted: readonly string[] = [];
  #country = "US";
  #cursor: number | undefined;
  #kept = 0;
  #isStarted = false;
  readonly #stopped = Promise.withResolvers<void>();
  #isStopped = false;
  #running: Promise<void> | undefined;

  constructor(parts: CallNotesParts) {
    this.#parts = parts;
  }

  start(pages: readonly Page[]): void {
    const kept = pages.find(({ family, key }) => family === CRM_FAMILY && key === "cursor")?.value;
    this.#cursor = typeof kept === "number" ? kept : undefined;
    this.#isStarted = true;
    this.#goOn();
  }

  follow({ crm, office }: Pick<Directory, "crm" | "office">): void {
    this.#country = office.country;
    this.#wanted = crm.filter(({ logsCalls }) => logsCalls).map(({ name }) => name);
    this.#goOn();
  }

  /** Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopped.resolve();
    await this.#running;
  }

  #goOn(): void {
    if (!this.#isStarted || this.#isStopped || this.#running !== undefined) return;
    if (this.#wanted.length === 0) return this.#forget();
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    const { record, reader, log } = this.#parts;
    // Who is named first is not told of what was before.
    this.#cursor ??= record.acknowledged;
    this.#kept = this.#cursor;
    while (!this.#isStopped && this.#wanted.length > 0) {
      try {
        const events = await reader.after(this.#cursor, STEP);
        if (events.some(({ type }) => type === "voicemail.left")) {
          await this.#pause(record.past(Infinity, LENGTH_KNOWN_MS));
          // What was read is read again after the next start.
          if (this.#isStopped) return;
        }
        if (events.length > 0) await this.#take(events);
        else await this.#pause(record.past(this.#cursor, WAIT_MS));
      } catch (error) {
        log.write({
          level: "error",
          text: "Cannot have calls written down elsewhere",
          facts: { error: String(error) },
        });
        await this.#pause(record.past(Infinity, AFTER_FAULT_MS));
      }
    }
    if (!this.#isStopped) this.#forget();
  }

  /** Whoever is named again later begins then. */
  #forget(): void {
    if (this.#cursor === undefined) return;
    this.#cursor = undefined;
    this.#parts.post({ mails: [], hooks: [], pages: [{ family: CRM_FAMILY, key: "cursor", value: undefined }] });
  }

  async #pause(until: Promise<void>): Promise<void> {
    await Promise.race([until, this.#stopped.promise]);
  }

  async #take(events: readonly CallEvent[]): Promise<void> {
    const { reader } = this.#parts;
    const hooks: Hook[] = [];
    const { noteOf, writeNote } = await import("../call_note.ts");
    for (const { call } of events.filter(({ type }) => type === "call.ended")) {
      const story = await reader.eventsOf(call);
      const judgement = await reader.judgementOf(call, Infinity);
      const note = noteOf(story, { country: this.#country, judgement });
      if (note === undefined) continue;
      const body = JSON.stringify(writeNote(note));
      hooks.push(...this.#wanted.map((name) => ({ id: `crm.${name}.${note.id}`, url: CRM_ADDRESS + name, body })));
    }
    const cursor = events.at(-1)?.sequence ?? this.#cursor ?? 0;
    this.#cursor = cursor;
    if (hooks.length === 0 && cursor - this.#kept < KEEP_EVERY) return;
    this.#kept = cursor;
    this.#parts.post({ mails: [], hooks, pages: [{ family: CRM_FAMILY, key: "cursor", value: cursor }] });
  }
}
