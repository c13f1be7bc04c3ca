import type { Log } from "../../../core/base/mod.ts";
import type { Pbx } from "../../../core/directory/mod.ts";
import type { Change } from "../engine.ts";
import type { HomeOffice } from "../tenant.ts";
import type { Deed, Ignored, Ignoring } from "../deed.ts";
import type { Action } from "../entry.ts";
import type { NumberedLine } from "../journal.ts";
import type { EntryQuestion, KeptEntry } from "../kept.ts";
import { type TrendCounts, type TrendQuestion, trendsOf } from "../trend_counts.ts";
import { leftLists } from "./list_file.ts";
import type { ForeignAsks, FromPbxWorker, ToPbxWorker } from "./words.ts";

/** How long a look that is under way may take to end. */
const PATIENCE_MS = 1_000;
const AFTER_FAULT_MS = 60_000;

export interface ForeignParts {
  readonly log: Log;
  /** What is known anew of one tenant. */
  readonly onChange?: (tenant: string, change: Change) => void;
  /** In which each tenant's list is kept; without it lists are made anew at every start. */
  readonly folder?: string;
  /** Where it is kept what people did to entries, for whoever reads the rows anew. */
  readonly deeds?: {
    keepAction(action: Action): Promise<void>;
    actionsIn(tenant: string): Promise<readonly Action[]>;
  };
}

/** Follows the office's other phone systems, in a worker that is there only while there are any. */
export class ForeignDesk {
  readonly #parts: ForeignParts;
  readonly #open = new Map<string, number>();
  #worker: Worker | undefined;
  #followed = "[]";
  /** What was said last of lists that nobody follows. */
  #left = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The worker before has closed its lists: two must not write them at once. */
  #turn: Promise<void> = Promise.resolve();
  readonly #asked = new Map<number, (answer: unknown) => void>();
  #nextId = 1;

  constructor(parts: ForeignParts) {
    this.#parts = parts;
  }

  /** Follows these from now on; those that are as before are not disturbed. */
  follow(pbx: readonly Pbx[], office: HomeOffice): void {
    this.#turn = this.#turn.then(() => this.#tellLeft(pbx.map(({ name }) => name))).catch((fault) =>
      this.#parts.log.write({ level: "error", text: `Cannot see which lists of missed calls nobody follows: ${fault}` })
    );
    const wanted = JSON.stringify(pbx.length === 0 ? [] : [pbx, office]);
    if (wanted === this.#followed) return;
    this.#followed = wanted;
    const { folder } = this.#parts;
    this.#turn = this.#turn.then(() => this.#stopWorker()).then(() => {
      this.#open.clear();
      if (pbx.length > 0 && wanted === this.#followed) this.#begin({ type: "follow", pbx, office, folder });
    });
  }

  #begin(word: ToPbxWorker): void {
    const { log } = this.#parts;
    const worker = new Worker(new URL("./pbx_worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<FromPbxWorker>) => this.#heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      log.write({ level: "error", text: `The reader of other phone systems has failed: ${event.message}` });
      this.#beginAgain(word, AFTER_FAULT_MS);
    };
    this.#worker = worker;
    worker.postMessage(word);
    if (word.type === "follow") { for (const { name } of word.pbx) this.#tellDeeds(worker, name); }
  }

  /** Lists of phone systems that are followed no more are kept as they are, and told of: nobody else throws them away. */
  async #tellLeft(names: readonly string[]): Promise<void> {
    const { folder, log } = this.#parts;
    if (folder === undefined) return;
    const left = (await leftLists(folder, names)).join(", ");
    if (left === this.#left) return;
    this.#left = left;
    const text =
      "Missed calls are kept of phone systems that pbx names no more: delete the files when nobody needs them";
    if (left !== "") log.write({ level: "warn", text, facts: { folder, files: left } });
  }

  /** What was done before this worker was there; until it is told, entries are as their rows alone have them. */
  #tellDeeds(worker: Worker, tenant: string): void {
    const { deeds, log } = this.#parts;
    deeds?.actionsIn(tenant).then((actions) => {
      const word: ToPbxWorker = { type: "done", tenant, actions };
      if (worker === this.#worker && actions.length > 0) worker.postMessage(word);
    }).catch((fault) =>
      log.write({ level: "error", text: `Cannot tell what was done to missed calls of "${tenant}": ${fault}` })
    );
  }

  /** The tenants that are followed. */
  get tenants(): readonly string[] {
    const [pbx = []] = JSON.parse(this.#followed) as [(readonly Pbx[])?];
    return pbx.map(({ name }) => name);
  }

  /** As far as they are known by now; none where nobody of that name is followed. */
  async entries(tenant: string, question: EntryQuestion): Promise<readonly KeptEntry[]> {
    return await this.#ask(tenant, "entries", question) ?? [];
  }

  entry(tenant: string, id: string): Promise<KeptEntry | undefined> {
    return this.#ask(tenant, "entry", id);
  }

  /** Nothing is counted where nobody of that name is followed. */
  async trends(tenant: string, question: TrendQuestion): Promise<TrendCounts> {
    return await this.#ask(tenant, "trends", question) ?? trendsOf([], question);
  }

  /** The journal of a tenant's list behind a line, in order. */
  async linesAfter(tenant: string, sequence: number, limit: number): Promise<readonly NumberedLine[]> {
    return await this.#ask(tenant, "linesAfter", { sequence, limit }) ?? [];
  }

  /** The count of the last line; 0 before the first. */
  async lastLine(tenant: string): Promise<number> {
    return await this.#ask(tenant, "lastLine", null) ?? 0;
  }

  /** Has nobody miss somebody of a tenant's callers any more, or again; false: it is so already. */
  async ignore(tenant: string, told: Ignoring): Promise<boolean> {
    return await this.#ask(tenant, "ignore", told) ?? false;
  }

  async ignored(tenant: string): Promise<readonly Ignored[]> {
    return await this.#ask(tenant, "ignored", null) ?? [];
  }

  /** Does what somebody wants; false: there is nothing to do it to. */
  async act(tenant: string, deed: Deed): Promise<boolean> {
    const action = await this.#ask(tenant, "act", deed);
    if (action === undefined) return false;
    await this.#parts.deeds?.keepAction(action);
    return true;
  }

  async #ask<Name extends keyof ForeignAsks>(
    tenant: string,
    name: Name,
    told: ForeignAsks[Name]["told"],
  ): Promise<ForeignAsks[Name]["answer"] | undefined> {
    await this.#turn;
    const worker = this.#worker;
    if (worker === undefined) return undefined;
    const id = this.#nextId++;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#asked.set(id, resolve);
    worker.postMessage({ type: "ask", id, tenant, name, told });
    return await promise as ForeignAsks[Name]["answer"];
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
    this.#forget();
  }

  /** Whoever still waits for an answer has none. */
  #forget(): void {
    for (const resolve of this.#asked.values()) resolve(undefined);
    this.#asked.clear();
  }

  /** `missed_entries_open{tenant="acme"}` */
  figures(): Record<string, number> {
    return Object.fromEntries(
      [...this.#open].map(([tenant, open]) => [`missed_entries_open{tenant="${tenant}"}`, open]),
    );
  }

  /** Ends the worker, after the looks that are under way if they end soon. Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#followed = "[]";
    this.#turn = this.#turn.then(() => this.#stopWorker());
    await this.#turn;
  }

  async #stopWorker(): Promise<void> {
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
    this.#forget();
  }

  #heard(word: FromPbxWorker): void {
    if (word.type === "answer") {
      this.#asked.get(word.id)?.(word.answer);
      this.#asked.delete(word.id);
      return;
    }
    if (word.type === "said") this.#parts.log.write({ level: word.level, text: word.text });
    if (word.type !== "change") return;
    this.#open.set(word.tenant, word.open);
    this.#parts.onChange?.(word.tenant, word.change);
  }
}
