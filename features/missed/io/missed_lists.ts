import type { Deed, Ignored, Ignoring } from "../deed.ts";
import type { NumberedLine } from "../journal.ts";
import type { EntryQuestion, KeptEntry } from "../kept.ts";
import { OWN_TENANT } from "../record/mod.ts";
import type { TrendCounts, TrendQuestion } from "../trend_counts.ts";
import type { ForeignDesk } from "./foreign_desk.ts";
import type { MissedDesk } from "./missed_desk.ts";

/** The lists of missed calls by tenant: this box's own, and those of the phone systems that it reads. */
export class MissedLists {
  readonly #own: MissedDesk;
  readonly #foreign: ForeignDesk;
  readonly #listeners = new Set<(tenant: string) => void>();

  constructor(parts: { readonly own: MissedDesk; readonly foreign: ForeignDesk }) {
    this.#own = parts.own;
    this.#foreign = parts.foreign;
    this.#own.onChange((tenant) => this.heard(tenant));
  }

  /** Calls `listener` for every change of any list from now on, until what it answers is called. */
  onChange(listener: (tenant: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Something has changed in a list. */
  heard(tenant: string): void {
    for (const listener of this.#listeners) listener(tenant);
  }

  has(tenant: string): boolean {
    return tenant === OWN_TENANT || this.#foreign.tenants.includes(tenant);
  }

  entries(tenant: string, question: EntryQuestion): Promise<readonly KeptEntry[]> {
    return tenant === OWN_TENANT ? this.#own.entries(question) : this.#foreign.entries(tenant, question);
  }

  entry(tenant: string, id: string): Promise<KeptEntry | undefined> {
    return tenant === OWN_TENANT ? this.#own.entry(id) : this.#foreign.entry(tenant, id);
  }

  /** At what times callers of a tenant are missed, and who they are. */
  trends(tenant: string, question: TrendQuestion): Promise<TrendCounts> {
    return tenant === OWN_TENANT ? this.#own.trends(question) : this.#foreign.trends(tenant, question);
  }

  /** False: there was nothing to do it to. */
  act(tenant: string, deed: Deed): Promise<boolean> {
    return tenant === OWN_TENANT ? this.#own.act(deed) : this.#foreign.act(tenant, deed);
  }

  /** Callers of this box, or of another phone system. */
  ignore(told: Ignoring, tenant: string = OWN_TENANT): Promise<boolean> {
    return tenant === OWN_TENANT ? this.#own.ignore(told) : this.#foreign.ignore(tenant, told);
  }

  ignored(tenant: string = OWN_TENANT): Promise<readonly Ignored[]> {
    return tenant === OWN_TENANT ? this.#own.ignored() : this.#foreign.ignored(tenant);
  }

  /** The journal of a list behind a line, in order. */
  linesAfter(tenant: string, sequence: number, limit: number): Promise<readonly NumberedLine[]> {
    return tenant === OWN_TENANT
      ? this.#own.linesAfter(sequence, limit)
      : this.#foreign.linesAfter(tenant, sequence, limit);
  }

  lastLine(tenant: string): Promise<number> {
    return tenant === OWN_TENANT ? this.#own.lastLine() : this.#foreign.lastLine(tenant);
  }

  /** Resolves once a line behind this one is there, or when the time is up. */
  async past(tenant: string, sequence: number, withinMs: number): Promise<void> {
    if (tenant === OWN_TENANT) return await this.#own.past(sequence, withinMs);
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    const stop = this.onChange((changed) => changed === tenant && resolve());
    // What came before anybody listened for it is there already.
    if (await this.lastLine(tenant) > sequence) resolve();
    await promise;
    clearTimeout(timer);
    stop();
  }
}
