import type { Loaded } from "./box_routes.ts";

/** A desk that is open. */
interface Open<People> {
  readonly app: Loaded;
  /** Who may sign in. */
  readonly people: People;
  stop(): void;
}

/** The desk, which nobody has asked for yet: a box whose page nobody opens does without it. */
export class LazyDesk<People> {
  readonly #load: () => Promise<Open<People>>;
  #opening: Promise<Open<People>> | undefined;
  #open: Open<People> | undefined;

  constructor(load: () => Promise<Open<People>>) {
    this.#load = load;
  }

  async open(): Promise<Loaded> {
    return (await this.#opened()).app;
  }

  /** Who may sign in, as the desk keeps them. */
  async people(): Promise<People> {
    return (await this.#opened()).people;
  }

  stop(): void {
    this.#open?.stop();
  }

  /** Once, whoever asks first, a page or a program: two desks would not know of each other's accounts. */
  async #opened(): Promise<Open<People>> {
    this.#opening ??= this.#load().then((open) => this.#open = open, (error) => {
      this.#opening = undefined; // the next one tries again
      throw error;
    });
    return await this.#opening;
  }
}
