/**
 * For tests: an office whose missed calls are told of, on a clock that the test turns.
 *
 * @module
 */
import type { Log } from "../../core/base/mod.ts";
import { buildDirectory, DEFAULT_MISSED, type NoticeRecipient, type NoticeSettings } from "../../core/directory/mod.ts";
import type { Hook, Mail } from "../../core/mail/mod.ts";
import type { Page } from "../../core/notebook/mod.ts";
import { MissedEngine } from "../../features/missed/engine.ts";
import type { MissedBook, Posted } from "../../features/missed/io/notice_parts.ts";
import { NoticeTeller } from "../../features/missed/io/notice_teller.ts";
import { entryOf } from "../../features/missed/journal.ts";
import { DEFAULT_POLICY } from "../../features/missed/policy.ts";
import { RowDesk } from "../../features/missed/row_desk.ts";
import { MemoryShelf } from "../../features/missed/shelf.ts";
import { type Told, write } from "../../features/missed/stage.ts";

export const OWN = "own";
const OFFICE = { extensions: new Set(["101"]), trunkPrefixes: ["PJSIP/trunk-"], queues: {}, groups: {}, menus: {} };

/** Somebody who is told at once, in English, unless told otherwise. */
export function person(to: string, more: Partial<NoticeRecipient> = {}): NoticeRecipient {
  return {
    to: targetOf(to),
    cadence: "realtime",
    hour: 8,
    minute: 0,
    weekday: 1,
    numbers: [],
    queues: [],
    wantsEmpty: false,
    quiet: [],
    ...more,
  };
}

/** `desk 101`, an address as in https://..., or one of mail. */
function targetOf(to: string): NoticeRecipient["to"] {
  if (to.startsWith("desk ")) return { kind: "desk", number: to.slice("desk ".length) };
  return to.startsWith("http") ? { kind: "webhook", url: to } : { kind: "mail", address: to };
}

/** Who is missed, by this system's own rows. What it knows stays when the box that tells of it dies. */
export class Missing {
  readonly shelf: MemoryShelf = new MemoryShelf();
  readonly #rows: RowDesk = new RowDesk({ office: OFFICE, policy: DEFAULT_POLICY });
  readonly engine: MissedEngine = new MissedEngine({ shelf: this.shelf, policy: DEFAULT_POLICY });
  readonly #tenant: string;

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  take(told: Told, now: number): ReturnType<MissedEngine["take"]> {
    const { cdr, cel } = write([{ tenant: this.#tenant, ...told }]);
    return this.engine.take(this.#rows.add({ cdr, cel }), now);
  }

  get book(): MissedBook {
    const { shelf } = this;
    return {
      tenant: this.#tenant,
      lastSequence: () => Promise.resolve(shelf.journal.length),
      linesAfter: (sequence, limit) => Promise.resolve(shelf.journal.slice(sequence, sequence + limit)),
      entriesOf: (ids) => Promise.resolve(shelf.entries().filter((entry) => ids.includes(entryOf(entry)))),
      entries: (since) =>
        Promise.resolve(
          shelf.entries().filter(({ state, attempts }) => state === "open" || (attempts.at(-1)?.at ?? 0) >= since),
        ),
    };
  }
}

export interface BenchOptions {
  readonly at: string;
  readonly recipients: readonly NoticeRecipient[];
  readonly limits?: Partial<NoticeSettings>;
  /** What the last run has kept. */
  readonly pages?: readonly Page[];
  readonly missing?: Missing;
  readonly language?: string;
  readonly names?: ReadonlyMap<string, string>;
  readonly deskAt?: string;
  /** In place of keeping what is posted. */
  readonly post?: (posted: Posted) => void;
}

export class NoticeBench {
  readonly missing: Missing;
  readonly mails: Mail[] = [];
  readonly hooks: Hook[] = [];
  readonly pages: Map<string, Page> = new Map();
  readonly log: string[] = [];
  readonly notified: string[] = [];
  /** Entries that the limit has kept from somebody for now. */
  readonly suppressed: string[] = [];
  now: number;
  readonly desk: NoticeTeller;
  readonly #plans = new Map<object, { readonly at: number; readonly act: () => void }>();

  constructor(options: BenchOptions) {
    const { recipients, limits = {}, pages = [], missing = new Missing(OWN), names = new Map() } = options;
    this.now = Date.parse(options.at);
    this.missing = missing;
    const log: Log = {
      write: ({ level, text, facts }) => void this.log.push(`${level} ${text} ${JSON.stringify(facts)}`),
    };
    const keep = ({ mails, hooks, pages }: Posted) => {
      this.mails.push(...mails);
      this.hooks.push(...hooks);
      for (const page of pages) this.pages.set(`${page.family} ${page.key}`, page);
    };
    this.desk = new NoticeTeller({
      log,
      wall: () => this.now,
      after: (ms, act) => {
        const plan = {};
        this.#plans.set(plan, { at: this.now + ms, act });
        return () => void this.#plans.delete(plan);
      },
      post: options.post ?? keep,
      book: missing.book,
      deskAt: () => options.deskAt,
      names: () => Promise.resolve(names),
      notified: ({ entry, what }) => void (what === "notified" ? this.notified : this.suppressed).push(entry),
    });
    const office = {
      name: "Cabinet Țîrlea",
      country: "RO",
      timeZone: "Europe/Bucharest",
      language: options.language ?? "en",
    };
    const notify = { ...DEFAULT_MISSED.notify, ...limits, recipients };
    const source = { office, extensions: [], missed: { ...DEFAULT_MISSED, notify } };
    this.desk.follow(buildDirectory(source, { revision: 1, realm: "kontor" }));
    this.desk.start(pages);
  }

  /** Something happens to a call, and the box comes to know of it. */
  async happens(told: Told, at: string = told.at): Promise<void> {
    await this.until(at);
    this.desk.heardOwn(this.missing.take(told, this.now));
    await this.desk.settled();
  }

  /** Time passes. */
  async until(at: string | number): Promise<void> {
    const end = typeof at === "number" ? at : Date.parse(at);
    await this.desk.settled();
    for (;;) {
      const [next] = [...this.#plans].filter(([, plan]) => plan.at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (next === undefined) break;
      const [plan, { at, act }] = next;
      this.#plans.delete(plan);
      this.now = Math.max(this.now, at);
      act();
      await this.desk.settled();
    }
    this.now = Math.max(this.now, end);
  }

  get kept(): readonly Page[] {
    return [...this.pages.values()];
  }
}
