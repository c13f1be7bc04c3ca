/** Whoever waits until the record has gone on. */
export class Tide {
  readonly #waiting = new Set<{ readonly past: number; readonly go: () => void }>();
  #level: number;

  constructor(level: number) {
    this.#level = level;
  }

  /** All up to `level` is committed. */
  rise(level: number): void {
    this.#level = level;
    for (const waiting of this.#waiting) if (waiting.past < level) waiting.go();
  }

  /** `risen` resolves once more than `sequence` is committed, or when whoever waits gives up. */
  wait(sequence: number): { readonly risen: Promise<void>; readonly giveUp: () => void } {
    const { promise: risen, resolve } = Promise.withResolvers<void>();
    const go = (): void => {
      this.#waiting.delete(waiting);
      resolve();
    };
    const waiting = { past: sequence, go };
    if (this.#level > sequence) resolve();
    else this.#waiting.add(waiting);
    return { risen, giveUp: go };
  }

  /** Nothing more will come. */
  ebb(): void {
    for (const waiting of this.#waiting) waiting.go();
  }
}
