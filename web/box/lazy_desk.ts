import type { Loaded } from "./box_routes.ts";

/** A desk that is open. */
interface Open {
  readonly app: Loaded;
  stop(): void;
}

/** The desk, which nobody has asked for yet: a box whose page nobody opens does without it. */
export class LazyDesk<Desk extends Open> {
  readonly #load: () => Promise<Desk>;
  #opening: Promise<Desk> | undefined;
  #open: Desk | undefined;

  constructor(load: () => Promise<Desk>) {
    this.#load = load;
  }

  /** Once, whoever asks first, a page or a program: two desks would not know of each other's accounts. */
  async open(): Promise<Desk> {
    this.#opening ??= this.#load().then((open) => this.#open = open, (error) => {
      this.#opening = undefined; // the next one tries again
      throw error;
    });
    return await this.#opening;
  }

  stop(): void {
    this.#open?.stop();
  }
}
