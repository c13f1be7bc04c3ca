import type { Period } from "../period.ts";

type Octets = Uint8Array<ArrayBuffer>;

/** So many people may look at so many periods; a report that lists calls is larger than all that tell figures. */
const MOST_REPORTS = 16;
const MOST_OCTETS = 256 * 1_024;
/** With every call the record tells something else, and nobody reads figures as fast as that. */
const RECENT_MS = 2_000;

interface Kept {
  readonly at: number;
  readonly to: number;
  readonly made: Promise<Octets>;
  /** The record tells something else now. */
  isOld: boolean;
}

/**
 * Reports for as long as the record tells what it told when they were made, and a moment longer. Who asks for one that is being
 * made waits for that one.
 */
export class KeptReports {
  /** The one that was asked for last at the end. */
  readonly #kept = new Map<string, Kept>();

  /** The report of that key where it was begun so lately that nothing need be looked at again. */
  recent(key: string, now: number): Promise<Octets> | undefined {
    const { at = Infinity, made } = this.#kept.get(key) ?? {};
    return at <= now && now < at + RECENT_MS ? made : undefined;
  }

  /** The report of that key, or the one that is made now. */
  of(
    key: string,
    { to, at }: Pick<Period, "to"> & { readonly at: number },
    make: () => Promise<Octets>,
  ): Promise<Octets> {
    const known = this.#kept.get(key);
    const kept = known === undefined || known.isOld ? { at, to, made: make(), isOld: false } : known;
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
    for (const kept of this.#kept.values()) kept.isOld ||= from < kept.to;
  }

  /** The office is another one. */
  clear(): void {
    this.#kept.clear();
  }
}
