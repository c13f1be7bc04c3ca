import { Busy, type Hasher } from "../hasher.ts";
import type { PasswordScheme } from "../../../core/config/mod.ts";
import { LEADS, NOBODYS_REST } from "./scheme.ts";

/** Its memory is given back when nobody has signed in for a while. */
const IDLE_MS = 20_000;
/** Nobody waits longer than two seconds. */
const MOST_WAITING = 30;

export interface HashAsk {
  readonly id: number;
  readonly password: string;
  readonly scheme: PasswordScheme;
  /** To be checked against; absent: one is to be made. */
  readonly hash?: string;
}

export type HashReply = { readonly id: number; readonly hash: string } | {
  readonly id: number;
  readonly fits: boolean;
};

interface Waiting {
  readonly resolve: (reply: HashReply) => void;
  readonly reject: (error: Error) => void;
}

/** A {@link Hasher} in a worker that is there while it is wanted. */
export class WorkerHasher implements Hasher {
  readonly #scheme: PasswordScheme;
  readonly #idleMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  constructor(scheme: PasswordScheme, options: { readonly idleMs?: number } = {}) {
    this.#scheme = scheme;
    this.#idleMs = options.idleMs ?? IDLE_MS;
  }

  get nobodys(): string {
    return LEADS[this.#scheme] + NOBODYS_REST;
  }

  isCurrent(hash: string): boolean {
    return hash.startsWith(LEADS[this.#scheme]);
  }

  async hash(password: string): Promise<string> {
    const reply = await this.#ask({ password, scheme: this.#scheme });
    return "hash" in reply ? reply.hash : "";
  }

  async verify(password: string, hash: string): Promise<boolean> {
    const reply = await this.#ask({ password, scheme: this.#scheme, hash });
    return "fits" in reply && reply.fits;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#fail(new Error("Cannot check a password: the box stops"));
  }

  #ask(ask: Omit<HashAsk, "id">): Promise<HashReply> {
    if (this.#waiting.size >= MOST_WAITING) return Promise.reject(new Busy());
    clearTimeout(this.#timer);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#running().postMessage({ ...ask, id } satisfies HashAsk);
    });
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL("./hash_worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<HashReply>) => {
      this.#waiting.get(data.id)?.resolve(data);
      this.#waiting.delete(data.id);
      if (this.#waiting.size === 0) this.#timer = setTimeout(() => this.stop(), this.#idleMs);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      this.#worker = undefined;
      this.#fail(new Error(`Cannot check a password: ${event.message}`));
    };
    return this.#worker = worker;
  }

  #fail(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
