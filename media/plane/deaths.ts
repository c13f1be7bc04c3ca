/** So many deaths within {@link WITHIN_MS} are no accident. */
const HOPELESS_AFTER = 3;
const WITHIN_MS = 60_000;

/** Remembers when the worker died, and says when there is no hope in starting it again. */
export class Deaths {
  #moments: number[] = [];

  /** Notes a death; true when it was one too many. */
  note(nowMs: number): boolean {
    this.#moments = [...this.#moments.filter((moment) => nowMs - moment < WITHIN_MS), nowMs];
    return this.#moments.length >= HOPELESS_AFTER;
  }
}
