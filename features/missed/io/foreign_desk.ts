import type { Log } from "../../../core/base/mod.ts";
import type { Office, Pbx } from "../../../core/directory/mod.ts";
import type { Change } from "../engine.ts";
import type { FromPbxWorker, ToPbxWorker } from "./words.ts";

/** How long a look that is under way may take to end. */
const PATIENCE_MS = 1_000;
/** What is known of calls gathers in the worker's memory; a new one reads it anew from the other systems. */
const RENEW_MS = 86_400_000;
const AFTER_FAULT_MS = 60_000;

export interface ForeignParts {
  readonly log: Log;
  /** What is known anew of one tenant. */
  readonly onChange?: (tenant: string, change: Change) => void;
  /** How long a worker lives; a day unless told. */
  readonly renewMs?: number;
}

/** Follows the office's other phone systems, in a worker that is there only while there are any. */
export class ForeignDesk {
  readonly #parts: ForeignParts;
  readonly #open = new Map<string, number>();
  #worker: Worker | undefined;
  #followed = "[]";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ForeignParts) {
    this.#parts = parts;
  }

  /** Follows these from now on; those that are as before are not disturbed. */
  follow(pbx: readonly Pbx[], office: Pick<Office, "country" | "timeZone">): void {
    const { country, timeZone } = office;
    const wanted = JSON.stringify(pbx.length === 0 ? [] : [pbx, country, timeZone]);
    if (wanted === this.#followed) return;
    this.#followed = wanted;
    this.#end();
    this.#open.clear();
    if (pbx.length > 0) this.#begin({ type: "follow", pbx, office: { country, timeZone } });
  }

  #begin(word: ToPbxWorker): void {
    const { log, renewMs = RENEW_MS } = this.#parts;
    const worker = new Worker(new URL("./pbx_worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<FromPbxWorker>) => this.#heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      log.write({ level: "error", text: `The reader of other phone systems has failed: ${event.message}` });
      this.#beginAgain(word, AFTER_FAULT_MS);
    };
    this.#worker = worker;
    this.#beginAgain(word, renewMs);
    worker.postMessage(word);
  }

  #beginAgain(word: ToPbxWorker, afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end();
      this.#begin(word);
    }, afterMs);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** `missed_entries_open{tenant="acme"}` */
  figures(): Record<string, number> {
    return Object.fromEntries(
      [...this.#open].map(([tenant, open]) => [`missed_entries_open{tenant="${tenant}"}`, open]),
    );
  }

  /** Ends the worker, after the looks that are under way if they end soon. Stopping twice is quiet. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) return;
    const stopped = Promise.withResolvers<void>();
    const timer = setTimeout(() => stopped.resolve(), PATIENCE_MS);
    worker.onmessage = ({ data }: MessageEvent<FromPbxWorker>) => {
      if (data.type === "stopped") stopped.resolve();
    };
    const word: ToPbxWorker = { type: "stop" };
    worker.postMessage(word);
    await stopped.promise;
    clearTimeout(timer);
    worker.terminate();
  }

  #heard(word: FromPbxWorker): void {
    if (word.type === "said") this.#parts.log.write({ level: word.level, text: word.text });
    if (word.type !== "change") return;
    this.#open.set(word.tenant, word.open);
    this.#parts.onChange?.(word.tenant, word.change);
  }
}
