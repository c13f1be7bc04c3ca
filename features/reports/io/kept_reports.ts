import type { Period } from "../period.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** So many people may look at so many periods; a report that lists calls is larger than all that tell figures. */
const MOST_REPORTS = 16;
const MOST_OCTETS = 256 * 1_024;

interface Kept {
  readonly to: number;
  readonly made: Promise<Octets>;
}

/**
 * Reports of times that are over, for as long as the record tells of them what it told when they were made. Who asks for one
 * that is being made waits for that one.
 */
export class KeptReports {
  /** The one that was asked for last at the end. */
  readonly #kept = new Map<string, Kept>();

  /** The report of that key, or the one that is made now. */
  of(key: string, { to }: Period, make: () => Promise<Octets>): Promise<Octets> {
    const kept = this.#kept.get(key) ?? { to, made: make() };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_REPORTS) break;
      this.#kept.delete(oldest);
    }
    const forget = () => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    };
    kept.made.then(({ length }) => length > MOST_OCTETS && forget(), forget);
    return kept.made;
  }

  /** The record tells something else of calls that began at this instant or later. */
  changed(from: number): void {
    for (const [key, { to }] of this.#kept) {
      if (from < to) this.#kept.delete(key);
    }
  }

  /** The office is another one. */
  clear(): void {
    this.#kept.clear();
  }
}
