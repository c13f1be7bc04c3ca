import type { PlayerEvent } from "../../play/mod.ts";
import type { Deck } from "../mod.ts";

/** A ring holds half a second: between two looks it never falls below 300 ms. */
const LOOK_EVERY_MS = 100;
/** So long at a time: what was ordered meanwhile comes first. */
const TURNS_MS = 4;

/** Keeps the rings of a deck full, and sleeps where nothing runs. */
export class Filler {
  readonly #deck: Deck;
  readonly #tell: (event: PlayerEvent) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deck: Deck, tell: (event: PlayerEvent) => void) {
    this.#deck = deck;
    this.#tell = tell;
  }

  /** Fills the emptiest ring with a frame, at least, and goes on by itself. */
  fill(forMs: number = 0): void {
    this.rest();
    const until = performance.now() + forMs;
    let isFull = false;
    do isFull = !this.#deck.turn(); while (!isFull && performance.now() < until);
    for (const event of this.#deck.takeEvents()) this.#tell(event);
    if (this.#deck.isRunning) this.#timer = setTimeout(() => this.fill(TURNS_MS), isFull ? LOOK_EVERY_MS : 0);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }
}
