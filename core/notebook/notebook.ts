import type { Json } from "../base/mod.ts";

/** One value; undefined when it is to be forgotten. */
export interface Page {
  /** Whose it is: `line`. */
  readonly family: string;
  readonly key: string;
  readonly value: Json | undefined;
}

/** The family of switches that have a lamp, by what is dialled to turn them: `true` while they are on. */
export const LAMP_FAMILY = "lamp";

/** Whether what a family keeps is a secret, which lies on the disk only sealed: PINs (`mailbox-pin`). */
export function isSecretFamily(family: string): boolean {
  return family.endsWith("-pin");
}

/** All that is kept, in memory; every change is also given to whoever writes it down. */
export class Notebook {
  readonly #families = new Map<string, Map<string, Json>>();
  readonly #keep: (page: Page) => void;

  /** @param keep is told every change, in the turn that makes it */
  constructor(keep: (page: Page) => void) {
    this.#keep = keep;
  }

  /** What was kept before the start. */
  restore(pages: readonly Page[]): void {
    for (const page of pages) this.#put(page);
  }

  get(family: string, key: string): Json | undefined {
    return this.#families.get(family)?.get(key);
  }

  /** Sets a value, or forgets it (undefined). Quiet where that is what it is already. */
  set(family: string, key: string, value: Json | undefined): void {
    if (JSON.stringify(this.get(family, key)) === JSON.stringify(value)) return;
    const page = { family, key, value };
    this.#put(page);
    this.#keep(page);
  }

  /** All of a family, in the order in which they came. */
  all(family: string): ReadonlyMap<string, Json> {
    return this.#families.get(family) ?? new Map();
  }

  #put({ family, key, value }: Page): void {
    const kept = this.#families.get(family) ?? new Map<string, Json>();
    if (value === undefined) kept.delete(key);
    else kept.set(key, value);
    if (kept.size > 0) this.#families.set(family, kept);
    else this.#families.delete(family);
  }
}
