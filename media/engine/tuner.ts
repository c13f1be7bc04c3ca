import { PlayReader } from "../play/mod.ts";
import type { Resampler } from "../resample/mod.ts";
import type { RoomRate } from "../room/mod.ts";
import { type Block, type Span, takeSamples } from "../wasm/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import { type Source, WIDEST_FRAME } from "./playing.ts";

/** Of every ring, in Hz. */
const RING_RATE = 16_000;

/**
 * The rings that are being listened to. However many legs are played the same ring (music on hold), it is read once a
 * beat, and resampled once a beat for those in narrow rooms.
 */
export class Tuners {
  readonly #ground: Ground;
  readonly #tuners = new Map<number, Tuner>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Begins to listen; throws on a number that is no ring's. */
  tune(ring: number): Source {
    const tuner = this.#tuners.get(ring) ?? new Tuner(this.#ground, ring);
    this.#tuners.set(ring, tuner);
    tuner.listeners += 1;
    return {
      next: (rate) => tuner.frame(rate),
      [Symbol.dispose]: () => this.#leave(ring, tuner),
    };
  }

  #leave(ring: number, tuner: Tuner): void {
    tuner.listeners -= 1;
    if (tuner.listeners > 0) return;
    this.#tuners.delete(ring);
    tuner[Symbol.dispose]();
  }
}

class Tuner implements Disposable {
  listeners = 0;
  readonly #ground: Ground;
  readonly #reader: PlayReader;
  readonly #wide: Block<Int16Array>;
  readonly #narrow: Block<Int16Array>;
  readonly #narrower: Resampler;
  /** The beat of the frame in hand, and of its narrow form. */
  #readAt = -1.5;
  #narrowedAt = -1.5;
  #state: "frame" | "late" | "end" = "late";

  constructor(ground: Ground, ring: number) {
    this.#ground = ground;
    this.#reader = new PlayReader(ground.plays, ring);
    this.#wide = takeSamples(ground.kernels, WIDEST_FRAME);
    this.#narrow = takeSamples(ground.kernels, WIDEST_FRAME / 2);
    this.#narrower = ground.resamplers.make(RING_RATE, 8000);
  }

  /** The frame of this beat. Allocates nothing. */
  frame(rate: RoomRate): Span | "silence" | "end" {
    const { frameAt, kernels, figures } = this.#ground;
    if (frameAt !== this.#readAt) {
      this.#readAt = frameAt;
      const hadBegun = this.#state === "frame";
      this.#state = this.#reader.next(kernels.samples, this.#wide.at >> 1);
      if (hadBegun && this.#state === "late") figures[FIGURE.playsLate]! += 1;
    }
    if (this.#state === "end") return "end";
    if (this.#state === "late") return "silence";
    if (rate === RING_RATE) return this.#wide;
    if (frameAt !== this.#narrowedAt) this.#narrower.resample(this.#wide, this.#narrow);
    this.#narrowedAt = frameAt;
    return this.#narrow;
  }

  [Symbol.dispose](): void {
    this.#narrower[Symbol.dispose]();
    this.#ground.kernels.arena.giveBack(this.#wide.at);
    this.#ground.kernels.arena.giveBack(this.#narrow.at);
  }
}
