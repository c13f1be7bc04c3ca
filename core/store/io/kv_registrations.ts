import { createHash } from "node:crypto";
import type { Clock, Log } from "../../base/mod.ts";
import { type BindingChange, PendingBindings } from "../pending_bindings.ts";
import type { RegistrationStore } from "../ports.ts";
import { isExpired, type StoredBinding } from "../stored_binding.ts";
import { WriteBehind } from "./write_behind.ts";

/** A commit of many costs hardly more than a commit of one; it has the rest of 100 ms. */
const GATHER_MS = 50;

/**
 * Within KV's limits of 1,000 changes and 800 KiB a commit, 64 KiB a value and 2 KiB a key: characters may take two bytes
 * in a value and three in a key.
 */
const CHANGES_A_COMMIT = 500;
const CHARACTERS_A_COMMIT = 200_000;
const CHARACTERS_A_BINDING = 24_000;
const CHARACTERS_A_KEY = 400;

const PREFIX = "phone";

/** Registrations in `Deno.openKv`, written behind the turns that made them; KV works on threads of its own. */
export class KvRegistrations implements RegistrationStore {
  readonly #kv: Deno.Kv;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #pending = new PendingBindings();
  readonly #behind: WriteBehind;
  #onTheWay = 0;

  constructor(kv: Deno.Kv, { log, clock }: { readonly log: Log; readonly clock: Clock }) {
    this.#kv = kv;
    this.#log = log;
    this.#clock = clock;
    this.#behind = new WriteBehind({
      log,
      clock,
      name: "registrations",
      gatherMs: GATHER_MS,
      waiting: () => this.waiting,
      write: () => this.#write(),
    });
  }

  get waiting(): number {
    return this.#pending.size + this.#onTheWay;
  }

  async load(): Promise<readonly StoredBinding[]> {
    const wall = this.#clock.wall();
    const alive: StoredBinding[] = [];
    for await (const { value } of this.#kv.list<StoredBinding>({ prefix: [PREFIX] }, { batchSize: 500 })) {
      if (isExpired(value, wall)) this.remove(value.number, value.contact);
      else alive.push(value);
    }
    return alive;
  }

  put(binding: StoredBinding): void {
    const characters = sizeOf(binding);
    if (characters > CHARACTERS_A_BINDING) {
      const facts = { number: binding.number, characters, most: CHARACTERS_A_BINDING };
      this.#log.write({ level: "warn", text: "Cannot remember a phone: its registration is too long", facts });
      return;
    }
    this.#pending.put(binding);
    this.#wake();
  }

  remove(number: string, contact: string): void {
    this.#pending.remove(number, contact);
    this.#wake();
  }

  flush(): Promise<void> {
    return this.#behind.flush(() => this.waiting === 0);
  }

  /** The owner of the KV closes that. */
  close(): Promise<void> {
    return this.#behind.close();
  }

  #wake(): void {
    if (!this.#behind.closed) this.#behind.wake();
  }

  async #write(): Promise<boolean> {
    const changes = this.#pending.take(CHANGES_A_COMMIT, CHARACTERS_A_COMMIT, sizeOfChange);
    this.#onTheWay = changes.length;
    try {
      await this.#commit(changes);
    } catch (fault) {
      this.#pending.giveBack(changes);
      throw fault;
    } finally {
      this.#onTheWay = 0;
    }
    return this.#pending.size >= CHANGES_A_COMMIT;
  }

  async #commit(changes: readonly BindingChange[]): Promise<void> {
    const atomic = this.#kv.atomic();
    for (const { number, contact, binding } of changes) {
      const key = [PREFIX, number, shorten(contact)];
      if (binding === undefined) atomic.delete(key);
      else atomic.set(key, binding);
    }
    await atomic.commit();
  }
}

function sizeOfChange(change: BindingChange): number {
  return change.binding === undefined ? 0 : sizeOf(change.binding);
}

function sizeOf(binding: StoredBinding): number {
  const { contact, path, callId, userAgent = "", instance = "" } = binding;
  let size = contact.length + callId.length + userAgent.length + instance.length;
  for (const hop of path) size += hop.length;
  return size;
}

function shorten(contact: string): string {
  if (contact.length <= CHARACTERS_A_KEY) return contact;
  return createHash("sha256").update(contact).digest("hex");
}
