/** So many may be under way at once, whoever they are about: each holds what he typed until it is his turn. */
const MOST = 30;

/** What is about the same happens one after the other: the second sees what the first has changed. */
export class InTurn {
  readonly #ends = new Map<string, Promise<void>>();
  #underWay = 0;

  /** Acts once all before it is over that is about one of the same. Undefined: too much is under way. */
  async run<Outcome>(about: readonly string[], act: () => Promise<Outcome>): Promise<Outcome | undefined> {
    if (this.#underWay >= MOST) return undefined;
    const before = Promise.all(about.map((each) => this.#ends.get(each)));
    const { promise: end, resolve: over } = Promise.withResolvers<void>();
    for (const each of about) this.#ends.set(each, end);
    this.#underWay += 1;
    try {
      await before;
      return await act();
    } finally {
      over();
      this.#underWay -= 1;
      for (const each of about) if (this.#ends.get(each) === end) this.#ends.delete(each);
    }
  }
}
