import type { Deed, Ignored, Ignoring } from "../deed.ts";
import type { NumberedLine } from "../journal.ts";
import type { EntryQuestion, KeptEntry } from "../kept.ts";
import { OWN_TENANT } from "../record/mod.ts";
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

  /** False: there was nothing to do it to. */
  act(tenant: string, deed: Deed): Promise<boolean> {
    return tenant === OWN_TENANT ? this.#own.act(deed) : this.#foreign.act(tenant, deed);
  }

  /** Callers of this box. */
  ignore(told: Ignoring): Promise<boolean> {
    return this.#own.ignore(told);
  }

  ignored(): Promise<readonly Ignored[]> {
    return this.#own.ignored();
  }

  /** The journal of this box's own list. */
  linesAfter(sequence: number, limit: number): Promise<readonly NumberedLine[]> {
    return this.#own.linesAfter(sequence, limit);
  }

  lastLine(): Promise<number> {
    return this.#own.lastLine();
  }

  past(sequence: number, withinMs: number): Promise<void> {
    return this.#own.past(sequence, withinMs);
  }
}
