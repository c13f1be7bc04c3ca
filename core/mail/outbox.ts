import { Deadlines, type Instant, type Json, later } from "../base/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { type Hook, readHook, writeHook } from "./hook.ts";
import { type Mail, type MailOutcome, readMail, writeMail } from "./mail.ts";

/** The family of the notebook that mail waits in. */
export const MAIL_FAMILY = "mail";

/** What waits in an outbox, and as what the notebook keeps it. */
export interface OutboxKind<Item extends { readonly id: string }> {
  readonly family: string;
  readonly write: (item: Item) => Json;
  readonly read: (id: string, kept: Json) => Item | undefined;
}

export const MAILS: OutboxKind<Mail> = { family: MAIL_FAMILY, write: writeMail, read: readMail };
export const HOOKS: OutboxKind<Hook> = { family: "hook", write: writeHook, read: readHook };

const MINUTE_MS = 60_000;
/** How long a mail waits after each try that came to nothing; then as long as the last time, again and again. */
const PAUSES_MIN = [1, 2, 5, 10, 15, 30, 60];
/** RFC 5321 §4.5.4.1: no sooner than after four to five days is a mail given up; so many tries take that long. */
const MOST_TRIES = 125;

/** Whom the outbox tells. */
export interface OutboxEars<Item> {
  /** Try this one now. */
  readonly send: (item: Item) => void;
  /** It will never arrive. */
  readonly lost: (item: Item, why: string) => void;
}

/**
 * Mail on its way: kept in the notebook until the mail server has taken it, and tried again until then. One goes at a time.
 * So are hooks. What the server took while the box died goes out once more, under the same Message-ID, by which mail programs know it again.
 */
export class Outbox<Item extends { readonly id: string }> {
  readonly #notebook: Notebook;
  readonly #kind: OutboxKind<Item>;
  readonly #ears: OutboxEars<Item>;
  readonly #waiting = new Map<string, { readonly mail: Item; tries: number }>();
  readonly #deadlines = new Deadlines<string>();
  #underWay: string | undefined;

  constructor(notebook: Notebook, kind: OutboxKind<Item>, ears: OutboxEars<Item>) {
    this.#notebook = notebook;
    this.#kind = kind;
    this.#ears = ears;
  }

  /** Mails that the server has not taken yet. */
  get size(): number {
    return this.#waiting.size;
  }

  /** What the notebook has kept is tried at once. */
  restore(now: Instant): void {
    for (const [id, kept] of this.#notebook.all(this.#kind.family)) {
      const mail = this.#kind.read(id, kept);
      if (mail !== undefined && !this.#waiting.has(id)) this.#queue(mail, now);
    }
    this.expire(now);
  }

  add(mail: Item, now: Instant): void {
    this.#notebook.set(this.#kind.family, mail.id, this.#kind.write(mail));
    this.#queue(mail, now);
    this.expire(now);
  }

  /** What became of the one that was to be sent. */
  tried(id: string, outcome: MailOutcome, now: Instant): void {
    const waiting = this.#waiting.get(id);
    if (this.#underWay !== id || waiting === undefined) return;
    this.#underWay = undefined;
    waiting.tries += 1;
    if (outcome.came === "later" && waiting.tries < MOST_TRIES) {
      const pause = PAUSES_MIN[Math.min(waiting.tries, PAUSES_MIN.length) - 1]!;
      this.#deadlines.set(id, later(now, pause * MINUTE_MS));
    } else {
      this.#waiting.delete(id);
      this.#notebook.set(this.#kind.family, id, undefined);
      if (outcome.came !== "sent") this.#ears.lost(waiting.mail, outcome.why);
    }
    this.expire(now);
  }

  /** When `expire` is next wanted. Nothing is while one is under way: its end goes on. */
  next(): Instant | undefined {
    return this.#underWay === undefined ? this.#deadlines.next() : undefined;
  }

  expire(now: Instant): void {
    if (this.#underWay !== undefined) return;
    const id = this.#deadlines.take(now);
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || waiting === undefined) return;
    this.#underWay = id;
    this.#ears.send(waiting.mail);
  }

  #queue(mail: Item, now: Instant): void {
    this.#waiting.set(mail.id, { mail, tries: 0 });
    this.#deadlines.set(mail.id, now);
  }
}
