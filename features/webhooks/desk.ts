import type { Log } from "../../core/base/mod.ts";
import { type Office, ownerOfHooks, type Webhook } from "../../core/directory/mod.ts";
import type { Hook } from "../../core/mail/mod.ts";
import { CURSOR_FAMILY, type Page } from "../../core/notebook/mod.ts";
import type { CallEvent } from "../../core/record/mod.ts";
import type { RecordLog, RecordReader } from "../../core/store/mod.ts";
import { hooksOf } from "./hooks_of.ts";
import { decides, type Known, needsStory } from "./told.ts";

/** So many wait for one webhook at most; when it is away the reading waits, and the disk does not fill. */
export const WINDOW = 200;
/** So many events at once: the thread that reads them here also carries signalling. */
const STEP = 50;
/** After so many events of which none is wanted, how far it has come is kept too: a restart reads no more again. */
const KEEP_AFTER = 1_000;
/** How soon one is looked for whose window is full, or whose record could not be read. */
const LOOK_AGAIN_MS = 500;
const REST_MS = 60_000;

/** What the desk needs of the box. */
export interface WebhookWorld {
  readonly log: Log;
  readonly reader: Pick<RecordReader, "after" | "eventsOf" | "judgementOf">;
  readonly record: Pick<RecordLog, "acknowledged" | "past">;
  /** What waits for a webhook, and how far it has come. */
  readonly standing: (name: string) => { readonly waiting: number; readonly cursor?: number } | undefined;
  /** Puts hooks on their way; they and the pages are kept together. */
  readonly post: (posted: { readonly hooks: readonly Hook[]; readonly pages: readonly Page[] }) => void;
}

/** Follows the record for each webhook of the office; there is nothing of it where there is none. */
export class WebhookDesk {
  readonly #world: WebhookWorld;
  readonly #readings = new Map<string, WebhookReading>();
  #wanted: { readonly webhooks: readonly Webhook[]; readonly office: Pick<Office, "name"> } | undefined;
  #isOpen = false;

  constructor(world: WebhookWorld) {
    this.#world = world;
  }

  /** The office has changed: these are to be told from now on. Of one that is held the record itself keeps what it is to be told. */
  follow(all: readonly Webhook[], office: Pick<Office, "name">): void {
    const webhooks = all.filter(({ state }) => state === "on");
    this.#wanted = { webhooks, office };
    if (!this.#isOpen) return;
    for (const [name, reading] of this.#readings) {
      if (webhooks.some((webhook) => webhook.name === name)) continue;
      reading.stop();
      this.#readings.delete(name);
    }
    for (const webhook of webhooks) {
      const known = this.#readings.get(webhook.name);
      if (known !== undefined) {
        known.change(webhook, office);
        continue;
      }
      const reading = new WebhookReading(this.#world, webhook, office);
      this.#readings.set(webhook.name, reading);
      void reading.run();
    }
  }

  /** What was kept is there: the readings go on where they were. */
  start(): void {
    this.#isOpen = true;
    if (this.#wanted !== undefined) this.follow(this.#wanted.webhooks, this.#wanted.office);
  }

  /** Twice is quiet. Readings that wait for the record end with it. */
  stop(): void {
    this.#isOpen = false;
    for (const reading of this.#readings.values()) reading.stop();
    this.#readings.clear();
  }
}

/** One webhook's way through the record: a window of it is on its way, the rest is where it is kept anyway. */
export class WebhookReading {
  readonly #world: WebhookWorld;
  readonly #name: string;
  #webhook: Webhook;
  #office: Pick<Office, "name">;
  #cursor: number;
  #kept: number;
  #isStopped = false;
  #isFailing = false;

  constructor(world: WebhookWorld, webhook: Webhook, office: Pick<Office, "name">) {
    this.#world = world;
    this.#name = webhook.name;
    this.#webhook = webhook;
    this.#office = office;
    const known = world.standing(webhook.name)?.cursor;
    // Whoever is new is told what happens from now on.
    this.#cursor = Math.min(known ?? Infinity, world.record.acknowledged);
    this.#kept = this.#cursor;
    if (known === undefined) world.post({ hooks: [], pages: [this.#page()] });
  }

  change(webhook: Webhook, office: Pick<Office, "name">): void {
    this.#webhook = webhook;
    this.#office = office;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async run(): Promise<void> {
    const { record } = this.#world;
    while (!this.#isStopped) {
      const step = await this.#tryStep();
      if (step === "caught-up") await record.past(this.#cursor, REST_MS);
      else if (step !== "moved") await record.past(record.acknowledged, LOOK_AGAIN_MS);
    }
  }

  /** Puts what fits into the window on its way. */
  async step(): Promise<"moved" | "full" | "caught-up"> {
    const { reader, standing } = this.#world;
    const room = WINDOW - (standing(this.#name)?.waiting ?? 0);
    if (room < WINDOW / 2) return "full";
    const events = await reader.after(this.#cursor, STEP);
    if (events.length === 0) return "caught-up";
    const hooks: Hook[] = [];
    let cursor = this.#cursor;
    for (const event of events) {
      const more = await this.#hooksOf(event);
      if (hooks.length + more.length > room) break;
      hooks.push(...more);
      cursor = event.sequence;
    }
    if (this.#isStopped) return "moved";
    this.#cursor = cursor;
    if (hooks.length === 0 && cursor - this.#kept < KEEP_AFTER) return "moved";
    this.#kept = cursor;
    this.#world.post({ hooks, pages: [this.#page()] });
    return "moved";
  }

  async #tryStep(): Promise<"moved" | "full" | "caught-up" | "failed"> {
    try {
      const step = await this.step();
      this.#isFailing = false;
      return step;
    } catch (error) {
      if (this.#isStopped || this.#isFailing) return "failed";
      this.#isFailing = true;
      const facts = { webhook: this.#name, reason: error instanceof Error ? error.message : String(error) };
      this.#world.log.write({ level: "error", text: "Cannot read the record for a webhook: tried again", facts });
      return "failed";
    }
  }

  async #hooksOf(event: CallEvent): Promise<readonly Hook[]> {
    const known = await this.#knownOf(event);
    return hooksOf(event, this.#webhook, { office: this.#office, known });
  }

  async #knownOf(event: CallEvent): Promise<Known> {
    const { reader } = this.#world;
    const { call, sequence: last } = event;
    if (!needsStory(event, this.#webhook.events)) return { story: [] };
    const story = (await reader.eventsOf(call)).filter(({ sequence }) => sequence <= last);
    if (!decides(event)) return { story };
    const [before, judgement] = await Promise.all([last - 1, last].map((upTo) => reader.judgementOf(call, upTo)));
    return { story, before, judgement };
  }

  #page(): Page {
    return { family: CURSOR_FAMILY, key: ownerOfHooks(this.#name), value: this.#cursor };
  }
}
