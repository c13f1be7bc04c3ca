import type { Instant, LogLevel, WallTime } from "../base/mod.ts";
import { beginningOfIds, type Directory, ownerOfHooks } from "../directory/mod.ts";
import {
  DeadLetters,
  type Hook,
  type HookAddress,
  HOOKS,
  type MailOutcome,
  Outbox,
  type Receipts,
} from "../mail/mod.ts";
import { CURSOR_FAMILY, type Notebook } from "../notebook/mod.ts";
import type { DeadLetterView, WebhookView } from "./desk.ts";
import { addressOf, webhookOf } from "./hook_address.ts";

const HOUR_MS = 3_600_000;
/** Of hooks that no webhook of the office has settings for. */
const PATIENCE_H = 72;

/** What the hooks need of the switchboard. */
export interface HookWorld {
  readonly notebook: Notebook;
  readonly receipts: Receipts;
  readonly directory: () => Directory;
  readonly now: () => Instant;
  readonly wall: () => WallTime;
  readonly send: (hook: Hook, to: HookAddress) => void;
  readonly log: (level: LogLevel, text: string, facts: Readonly<Record<string, string | number>>) => void;
}

/**
 * What programs elsewhere are told: on its way, and given up. Where it goes and what it is signed with is the office's word at
 * the moment of sending; what nobody in the office wants told any more is forgotten.
 */
export class Hooks {
  readonly #world: HookWorld;
  readonly #outbox: Outbox<Hook>;
  readonly #dead: DeadLetters<Hook>;

  constructor(world: HookWorld) {
    const { notebook, wall } = world;
    this.#world = world;
    this.#dead = new DeadLetters(notebook, HOOKS);
    this.#outbox = new Outbox(notebook, HOOKS, {
      send: (hook) => this.#send(hook),
      taken: (hook, says = "") => world.receipts.ended(hook, { came: "sent", says, at: wall() }),
      lost: (hook, { why }) => this.#bury(hook, why),
      wall,
      isHeld: ({ of }) => webhookOf(of, world.directory())?.state === "held",
      patienceMs: ({ of }) => (webhookOf(of, world.directory())?.giveUpAfterH ?? PATIENCE_H) * HOUR_MS,
    });
  }

  get sizes(): { readonly waiting: number; readonly dead: number } {
    return { waiting: this.#outbox.size, dead: this.#dead.size };
  }

  /** Quiet where the office has nobody who is to be told. */
  post(hook: Hook): void {
    if (this.#addressOf(hook) !== undefined) this.#outbox.add(hook, this.#world.now());
  }

  tried(id: string, outcome: MailOutcome): void {
    if (outcome.came === "later") this.#world.log("debug", "A hook waits for its next try", { id, why: outcome.why });
    this.#outbox.tried(id, outcome, this.#world.now());
  }

  /** What was kept from before the start. */
  restore(): void {
    const { notebook } = this.#world;
    for (const [id, value] of notebook.all(HOOKS.family)) {
      const hook = HOOKS.read(id, value);
      if (hook === undefined || this.#addressOf(hook) === undefined) notebook.set(HOOKS.family, id, undefined);
    }
    this.#outbox.restore(this.#world.now());
    this.follow();
  }

  /** The office has changed: a webhook that it has no more, or that is off, is forgotten with all that it was to be told. */
  follow(): void {
    const { notebook, now } = this.#world;
    const directory = this.#world.directory();
    const isGone = (hook: Hook): boolean => addressOf(hook, directory) === undefined;
    this.#outbox.forget(isGone, now());
    this.#outbox.release(now());
    for (const { item } of this.#dead.all()) if (isGone(item)) this.#dead.drop(item.id);
    for (const [owner] of notebook.all(CURSOR_FAMILY)) {
      if (owner.startsWith(ownerOfHooks("")) && (webhookOf(owner, directory)?.state ?? "off") === "off") {
        notebook.set(CURSOR_FAMILY, owner, undefined);
      }
    }
  }

  next(): Instant | undefined {
    return this.#outbox.next();
  }

  expire(): void {
    this.#outbox.expire(this.#world.now());
  }

  views(): readonly WebhookView[] {
    return this.#world.directory().webhooks.map(({ name, url, events, state }) => {
      const owner = ownerOfHooks(name);
      const { waiting, failing } = this.#outbox.standing(owner);
      const cursor = this.#world.notebook.get(CURSOR_FAMILY, owner);
      return {
        name,
        // What is behind the host may be a secret.
        host: new URL(url).host,
        events,
        state,
        waiting,
        dead: this.#dead.count(beginningOfIds(name)),
        ...(failing === undefined ? {} : { failing }),
        ...(typeof cursor === "number" ? { cursor } : {}),
      };
    });
  }

  /** Those that were given up, oldest first. */
  dead(): readonly DeadLetterView[] {
    return this.#dead.all().map(({ item: { id, of, body }, why, at }) => ({ id, of: of ?? "", body, why, at }));
  }

  /** Has one, or all, sent once more under the same id; gives how many there were. */
  retry(id?: string): number {
    const retried = this.#dead.take(id);
    for (const { item } of retried) this.post(item);
    return retried.length;
  }

  /** Throws one, or all, away; gives how many there were. */
  drop(id?: string): number {
    return this.#dead.take(id).length;
  }

  #send(hook: Hook): void {
    const to = this.#addressOf(hook);
    if (to === undefined) throw new Error(`Cannot send hook "${hook.id}": the office has nobody for it`);
    this.#world.send(hook, to);
  }

  #bury(item: Hook, why: string): void {
    const { wall, log, receipts } = this.#world;
    const at = wall();
    log("error", "A program elsewhere could not be told: kontor webhooks", { id: item.id, why });
    receipts.ended(item, { came: "lost", says: why, at });
    const gone = this.#dead.add({ item, why, at });
    if (gone !== undefined) log("error", "A dead letter had to make room", { id: gone.item.id });
  }

  #addressOf(hook: Hook): HookAddress | undefined {
    return addressOf(hook, this.#world.directory());
  }
}
