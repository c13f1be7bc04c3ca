import type { Instant } from "./time.ts";

interface Entry<K> {
  readonly key: K;
  at: Instant;
  slot: number;
}

/**
 * One table of deadlines: a binary heap with an index, so that setting, moving and clearing one costs O(log n) and
 * nothing is left behind. A machine keeps one of these, and says `next()` when it is asked when to be woken.
 */
export class Deadlines<K> {
  readonly #heap: Entry<K>[] = [];
  readonly #byKey = new Map<K, Entry<K>>();

  /** How many deadlines are set. */
  get size(): number {
    return this.#heap.length;
  }

  /** Sets the deadline of `key`, in place of an earlier one. */
  set(key: K, at: Instant): void {
    const entry = this.#byKey.get(key);
    if (entry !== undefined) {
      entry.at = at;
      this.#sink(this.#rise(entry));
      return;
    }
    const fresh: Entry<K> = { key, at, slot: this.#heap.length };
    this.#heap.push(fresh);
    this.#byKey.set(key, fresh);
    this.#rise(fresh);
  }

  /** Takes the deadline of `key` away; quiet when it has none. */
  clear(key: K): void {
    const entry = this.#byKey.get(key);
    if (entry === undefined) return;
    this.#byKey.delete(key);
    const last = this.#heap.pop()!;
    if (last === entry) return;
    this.#place(last, entry.slot);
    this.#sink(this.#rise(last));
  }

  /** When `key` is due, if it is. */
  of(key: K): Instant | undefined {
    return this.#byKey.get(key)?.at;
  }

  /** The earliest deadline. */
  next(): Instant | undefined {
    return this.#heap[0]?.at;
  }

  /** Takes out one key that is due at `now`, the earliest first; undefined when none is. */
  take(now: Instant): K | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    this.clear(first.key);
    return first.key;
  }

  #place(entry: Entry<K>, slot: number): void {
    this.#heap[slot] = entry;
    entry.slot = slot;
  }

  #rise(entry: Entry<K>): Entry<K> {
    while (entry.slot > 0) {
      const parent = this.#heap[(entry.slot - 1) >> 1]!;
      if (parent.at <= entry.at) break;
      const slot = parent.slot;
      this.#place(parent, entry.slot);
      this.#place(entry, slot);
    }
    return entry;
  }

  #sink(entry: Entry<K>): void {
    for (;;) {
      const left = this.#heap[2 * entry.slot + 1];
      const right = this.#heap[2 * entry.slot + 2];
      const child = right !== undefined && right.at < left!.at ? right : left;
      if (child === undefined || child.at >= entry.at) return;
      const slot = child.slot;
      this.#place(child, entry.slot);
      this.#place(entry, slot);
    }
  }
}
