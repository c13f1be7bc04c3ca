import type { Loaded } from "./box_routes.ts";

/** A desk that is open. */
interface Open {
  readonly app: Loaded;
  stop(): void;
}

/** The desk, which nobody has asked for yet: a box whose page nobody opens does without it. */
export class LazyDesk {
  readonly #load: () => Promise<Open>;
  #open: Open | undefined;

  constructor(load: () => Promise<Open>) {
    this.#load = load;
  }

  async open(): Promise<Loaded> {
    this.#open ??= await this.#load();
    return this.#open.app;
  }

  stop(): void {
    this.#open?.stop();
  }
}
