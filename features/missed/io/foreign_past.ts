import type { Log } from "../../../core/base/mod.ts";
import type { Pbx } from "../../../core/directory/mod.ts";
import type { Action } from "../entry.ts";
import type { ForeignRows } from "../follow.ts";
import type { Span } from "../source.ts";
import type { HomeOffice } from "../tenant.ts";
import type { FromPastWorker, PastTenant, ToPastWorker } from "./past_words.ts";

/** A server that does not answer is given up by its driver before that. */
const PATIENCE_MS = 120_000;

export interface ForeignPastParts {
  readonly log: Log;
  /** What people did to a tenant's entries. */
  readonly actionsIn: (tenant: string) => Promise<readonly Action[]>;
  /** Whom nobody misses there, as `callerKey` names them; left out: only whom the office file names. */
  readonly ignoredIn?: (tenant: string) => Promise<readonly string[]>;
}

/** What is being read: it comes through the port, from thread to thread, past this one. */
export interface PastReading {
  readonly port: MessagePort;
  /** Resolves with why, where the reader died in the middle of it. */
  readonly failed: Promise<string>;
  /** Ends the reading, wherever it is. Stopping twice is quiet. */
  stop(): void;
}

/**
 * Reads what other phone systems have of days long past, each time from their own rows: for reports, and for who wants to see
 * what a figure is made of. Each reading has a worker of its own, which opens nothing but its one tenant's sources.
 */
export class ForeignPast {
  readonly #parts: ForeignPastParts;
  readonly #running = new Set<Worker>();
  #tenants: ReadonlyMap<string, PastTenant> = new Map();

  constructor(parts: ForeignPastParts) {
    this.#parts = parts;
  }

  /** Knows these from now on. */
  follow(all: readonly Pbx[], office: HomeOffice): void {
    this.#tenants = new Map(all.map((pbx) => [pbx.name, { pbx, office }]));
  }

  has(tenant: string): boolean {
    return this.#tenants.has(tenant);
  }

  /**
   * The calls that began in some periods, who was missed in them, and what agents of queues did, if that is wanted; throws for a
   * tenant that nobody knows.
   */
  async read(
    tenant: string,
    { periods: spans, withAgents }: { readonly periods: readonly Span[]; readonly withAgents: boolean },
  ): Promise<PastReading> {
    const whose = leavingOut(this.#tenantOf(tenant), await this.#parts.ignoredIn?.(tenant) ?? []);
    const actions = await this.#parts.actionsIn(tenant);
    const { port1, port2 } = new MessageChannel();
    const worker = this.#start();
    const failed = Promise.withResolvers<string>();
    worker.onmessage = ({ data }: MessageEvent<FromPastWorker>) => {
      if (data.type === "refused") this.#parts.log.write({ level: "warn", text: data.text });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      failed.resolve(`Cannot read the rows of tenant "${tenant}": ${event.message}`);
    };
    const word: ToPastWorker = { type: "read", ...whose, spans, withAgents, actions, port: port2 };
    worker.postMessage(word, [port2]);
    return { port: port1, failed: failed.promise, stop: () => this.#end(worker) };
  }

  /** All rows of one call that began at an instant; rejects with a sentence where they cannot be read. */
  async rowsOf(tenant: string, call: string, at: number): Promise<Required<ForeignRows>> {
    const whose = this.#tenantOf(tenant);
    const worker = this.#start();
    const { promise, resolve, reject } = Promise.withResolvers<FromPastWorker>();
    const late = setTimeout(() => reject(new Error(`Cannot read the rows of tenant "${tenant}" in time`)), PATIENCE_MS);
    worker.onmessage = ({ data }: MessageEvent<FromPastWorker>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`Cannot read the rows of tenant "${tenant}": ${event.message}`));
    };
    try {
      const word: ToPastWorker = { type: "rows", ...whose, call, at };
      worker.postMessage(word);
      const answer = await promise;
      if (answer.type !== "rows") throw new Error(answer.text);
      return answer.rows;
    } finally {
      clearTimeout(late);
      this.#end(worker);
    }
  }

  /** Ends what is being read. Stopping twice is quiet. */
  stop(): void {
    for (const worker of this.#running) this.#end(worker);
  }

  #tenantOf(tenant: string): PastTenant {
    const known = this.#tenants.get(tenant);
    if (known === undefined) {
      throw new Error(`Cannot read the rows of tenant "${tenant}": nobody of that name is followed`);
    }
    return known;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./past_worker.ts", import.meta.url), { type: "module" });
    this.#running.add(worker);
    return worker;
  }

  #end(worker: Worker): void {
    worker.terminate();
    this.#running.delete(worker);
  }
}

/** Judged as its list of missed calls judges it. */
function leavingOut({ pbx, office }: PastTenant, ignored: readonly string[]): PastTenant {
  const probeNumbers = [...pbx.missed.probeNumbers ?? office.missed.probeNumbers, ...ignored];
  return { office, pbx: { ...pbx, missed: { ...pbx.missed, probeNumbers } } };
}
