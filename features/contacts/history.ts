import { MOST_PAST_CHANGES, type PastChange } from "../../core/store/mod.ts";

/** Changes of contacts by hand, as many as the store keeps. */
export class ContactHistory {
  /** Oldest first. */
  #changes: PastChange[] = [];

  load(changes: readonly PastChange[]): void {
    this.#changes = [...changes];
  }

  /** The id of the one that comes. */
  get next(): number {
    return (this.#changes.at(-1)?.id ?? 0) + 1;
  }

  add(change: PastChange): void {
    this.#changes.push(change);
    if (this.#changes.length > MOST_PAST_CHANGES) this.#changes.shift();
  }

  one(id: number): PastChange | undefined {
    return this.#changes.find((change) => change.id === id);
  }

  /** Newest first. */
  all(): readonly PastChange[] {
    return this.#changes.toReversed();
  }

  /** The last version that a contact had, as far as it is known; 0 where it is not. */
  lastVersion(contact: string): number {
    const last = this.#changes.findLast((change) => whoseIs(change) === contact);
    return (last?.after ?? last?.before)?.version ?? 0;
  }
}

/** The contact that was changed, by its id. */
export function whoseIs({ before, after }: PastChange): string {
  return (after ?? before)!.id;
}
