import type { Instant, LogLevel, WallTime } from "../base/mod.ts";
import {
  DeadLetters,
  type Lost,
  type Mail,
  MAIL_PATIENCE_MS,
  type MailOutcome,
  MAILS,
  Outbox,
  type Receipts,
} from "../mail/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { DeadMailView } from "./desk.ts";

/** What the mails need of the switchboard. */
export interface MailWorld {
  readonly notebook: Notebook;
  readonly receipts: Receipts;
  /** There is a mail server at the start. */
  readonly sends: boolean;
  readonly now: () => Instant;
  readonly wall: () => WallTime;
  readonly send: (mail: Mail) => void;
  readonly log: (level: LogLevel, text: string, facts: Readonly<Record<string, string | number>>) => void;
}

/** Mails: on their way, and given up, because the server has refused them for good or for as long as they were tried. */
export class Mails {
  /** Whether there is a mail server at all. */
  sends: boolean;
  readonly #world: MailWorld;
  readonly #outbox: Outbox<Mail>;
  readonly #dead: DeadLetters<Mail>;

  constructor(world: MailWorld) {
    const { notebook, wall, send } = world;
    this.#world = world;
    this.sends = world.sends;
    this.#dead = new DeadLetters(notebook, MAILS);
    this.#outbox = new Outbox(notebook, MAILS, {
      send,
      taken: (mail, says) => this.#taken(mail, says),
      lost: (mail, outcome) => this.#bury(mail, outcome),
      wall,
      patienceMs: () => MAIL_PATIENCE_MS,
    });
  }

  get sizes(): { readonly waiting: number; readonly dead: number } {
    return { waiting: this.#outbox.size, dead: this.#dead.size };
  }

  /** Quiet where there is no mail server. */
  post(mail: Mail): void {
    if (this.sends) this.#outbox.add(mail, this.#world.now());
  }

  tried(id: string, outcome: MailOutcome): void {
    const { log, now } = this.#world;
    if (outcome.came === "later") log("warn", "A mail waits for its next try", { id, why: outcome.why });
    this.#outbox.tried(id, outcome, now());
  }

  /** What was kept from before the start. */
  restore(): void {
    this.#outbox.restore(this.#world.now());
  }

  next(): Instant | undefined {
    return this.#outbox.next();
  }

  expire(): void {
    this.#outbox.expire(this.#world.now());
  }

  /** Those that were given up, oldest first. */
  dead(): readonly DeadMailView[] {
    return this.#dead.all().map(({ item: { id, to, subject }, why, at, isAddress }) => ({
      ...{ id, to, subject, why, at },
      isAddress: isAddress === true,
    }));
  }

  /** Has one, or all, sent once more under the same id; gives how many there were. */
  retry(id?: string): number {
    const retried = this.#dead.take(id);
    for (const { item } of retried) this.#outbox.add(item, this.#world.now());
    return retried.length;
  }

  /** Throws one, or all, away; gives how many there were. */
  drop(id?: string): number {
    return this.#dead.take(id).length;
  }

  #taken(mail: Mail, says = ""): void {
    this.#world.receipts.ended(mail, { came: "sent", says, at: this.#world.wall() });
    if (this.#dead.size === 0) return;
    // Whatever was refused before: the server knows the address now.
    for (const { isAddress, ...letter } of this.#dead.all()) {
      if (isAddress && isSame(letter.item.to, mail.to)) this.#dead.add(letter);
    }
  }

  #bury(item: Mail, { why, isAddress }: Lost): void {
    const { log, receipts, wall } = this.#world;
    const at = wall();
    log("error", "A mail was given up", { to: item.to, subject: item.subject, why });
    receipts.ended(item, { came: "lost", says: why, at });
    const gone = this.#dead.add({ item, why, at, ...isAddress ? { isAddress } : {} });
    if (gone !== undefined) log("error", "A mail that was given up had to make room", { id: gone.item.id });
  }
}

function isSame(address: string, other: string): boolean {
  return address.toLowerCase() === other.toLowerCase();
}
