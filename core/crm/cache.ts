/** What databases last said of numbers: bounded, and each answer for its time. */
export class AnswerCache<Answer> {
  readonly #holdsMs: (answer: Answer) => number;
  readonly #most: number;
  readonly #found = new Map<string, { readonly answer: Answer; readonly until: number }>();

  constructor(holdsMs: (answer: Answer) => number, most = 2_000) {
    this.#holdsMs = holdsMs;
    this.#most = most;
  }

  get size(): number {
    return this.#found.size;
  }

  /** Undefined: it has to be asked. */
  get(number: string, now: number): Answer | undefined {
    const found = this.#found.get(number);
    if (found === undefined || found.until <= now) return undefined;
    // Whoever is asked for stays: the front of the map is what has not been asked for longest.
    this.#found.delete(number);
    this.#found.set(number, found);
    return found.answer;
  }

  /** What was said last, also where it has to be asked anew by now. */
  *held(): Iterable<readonly [number: string, answer: Answer]> {
    for (const [number, { answer }] of this.#found) yield [number, answer];
  }

  keep(number: string, answer: Answer, now: number): void {
    this.#found.delete(number);
    this.#found.set(number, { answer, until: now + this.#holdsMs(answer) });
    for (const [oldest] of this.#found) {
      if (this.#found.size <= this.#most) break;
      this.#found.delete(oldest);
    }
  }
}
