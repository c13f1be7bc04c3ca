import type { StoredBinding } from "./stored_binding.ts";

/** One change to what is remembered of phones: a binding to keep, or one to forget. */
export interface BindingChange {
  readonly number: string;
  readonly contact: string;
  /** Absent when it is to be forgotten. */
  readonly binding?: StoredBinding;
}

/** Changes that wait to be written. Of several to the same number and contact only the last is kept. */
export class PendingBindings {
  readonly #changes = new Map<string, BindingChange>();

  get size(): number {
    return this.#changes.size;
  }

  put(binding: StoredBinding): void {
    const { number, contact } = binding;
    this.#changes.set(keyOf(number, contact), { number, contact, binding });
  }

  remove(number: string, contact: string): void {
    this.#changes.set(keyOf(number, contact), { number, contact });
  }

  /**
   * Takes out the oldest changes: at most `most` of them, and no more once their sizes add up to `room`. Takes one at
   * least, if there is one.
   */
  take(most: number, room: number, sizeOf: (change: BindingChange) => number): readonly BindingChange[] {
    const taken: BindingChange[] = [];
    let size = 0;
    for (const [key, change] of this.#changes) {
      if (taken.length === most || size >= room) break;
      taken.push(change);
      size += sizeOf(change);
      this.#changes.delete(key);
    }
    return taken;
  }

  /** Puts changes back that could not be written, unless a newer one has come for the same binding. */
  giveBack(changes: readonly BindingChange[]): void {
    for (const change of changes) {
      const key = keyOf(change.number, change.contact);
      if (!this.#changes.has(key)) this.#changes.set(key, change);
    }
  }
}

function keyOf(number: string, contact: string): string {
  return `${number}\n${contact}`;
}
