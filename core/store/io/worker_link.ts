import type { Log } from "../../base/mod.ts";
import type { Ask, Asks, Reply } from "./asks.ts";

interface Running {
  readonly worker: Worker;
  /** Rejects when the worker could not open the store. */
  readonly opened: Promise<unknown>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(fault: Error): void;
}

export interface WorkerLinkOptions<A extends Asks> {
  /** For the log: `writer`. */
  readonly name: string;
  readonly log: Log;
  readonly spawn: () => Worker;
  /** What every new worker is told before anything else, as it is then. */
  readonly opening: () => A["open"]["told"];
}

/** Questions that the link itself asks. */
type Own = "open" | "close";

/**
 * The way to one worker, which starts when it is first asked something. One that dies fails what it was asked, with a
 * log line; the next question starts another.
 */
export class WorkerLink<A extends Asks & { readonly [Name in Own]: Asks[string] }> {
  readonly #options: WorkerLinkOptions<A>;
  readonly #waiting = new Map<number, Waiting>();
  #running: Running | undefined;
  #nextId = 1;
  #closed = false;

  constructor(options: WorkerLinkOptions<A>) {
    this.#options = options;
  }

  /** Whether there is a worker to be asked; the next question starts one. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Asks one question; questions are answered in the order they were asked. */
  async ask<Name extends Exclude<keyof A, Own> & string>(
    name: Name,
    told: A[Name]["told"],
  ): Promise<A[Name]["answer"]> {
    // Sent behind the opening without waiting for it: a worker answers in order.
    const { worker, opened } = this.#running ?? this.#start();
    const [answer] = await Promise.all([this.#send(worker, name, told), opened]);
    return answer;
  }

  /** Lets the worker close what it opened, and ends it. Closing twice is quiet. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#running === undefined) return;
    const { worker } = this.#running;
    const { name, log } = this.#options;
    try {
      await this.#send(worker, "close", null);
    } catch (fault) {
      log.write({ level: "error", text: `Cannot close the store's ${name}`, facts: { reason: String(fault) } });
    }
    this.#drop(worker, `Cannot ask the store's ${name}: it is closed`);
  }

  #start(): Running {
    const { name, spawn, opening } = this.#options;
    if (this.#closed) throw new Error(`Cannot ask the store's ${name}: it is closed`);
    const worker = spawn();
    worker.onmessage = (event: MessageEvent<Reply>) => this.#onReply(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#onDeath(worker, event.message);
    };
    const opened = this.#send(worker, "open", opening());
    opened.catch(() => this.#drop(worker, `Cannot ask the store's ${name}: it could not be opened`));
    this.#running = { worker, opened };
    return this.#running;
  }

  #send(worker: Worker, name: string, told: unknown): Promise<unknown> {
    const id = this.#nextId++;
    const ask: Ask = { id, name, told };
    worker.postMessage(ask);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #onReply(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("fault" in reply) waiting?.reject(new Error(reply.fault));
    else waiting?.resolve(reply.answer);
  }

  #onDeath(worker: Worker, reason: string): void {
    if (worker !== this.#running?.worker) return;
    const { name, log } = this.#options;
    log.write({ level: "error", text: `The store's ${name} died and will be started again`, facts: { reason } });
    this.#drop(worker, `Cannot ask the store's ${name}: it died: ${reason}`);
  }

  /** Ends a worker, and fails what it has not answered. */
  #drop(worker: Worker, why: string): void {
    worker.terminate();
    if (worker !== this.#running?.worker) return;
    this.#running = undefined;
    for (const waiting of this.#waiting.values()) waiting.reject(new Error(why));
    this.#waiting.clear();
  }
}
