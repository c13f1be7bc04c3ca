import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import { isSameCodec } from "./codecs.ts";

/** As much as 20 ms of any codec that phones speak; of longer packets nothing is kept. */
const MOST_OCTETS = 320;
/** What is older has faded from the ear. */
const FRESH_MS = 100;

/**
 * The last payload that was passed on to a leg as it came: what its peer heard last, should he be spoken to by another
 * road from now on. The only copy that the relay road makes.
 */
export class Kept implements Disposable {
  readonly #payload: Span = { at: 0, length: 0 };
  readonly #kernels: Kernels;
  readonly #memory: Uint8Array<ArrayBuffer>;
  #codec: PlannedCodec | undefined;
  #keptAt = 0.5;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
    this.#payload.at = kernels.arena.take(MOST_OCTETS);
    this.#memory = new Uint8Array(kernels.buffer);
  }

  /** Runs for every packet. */
  keep(codec: PlannedCodec | undefined, at: number, length: number, now: number): void {
    this.#codec = length > MOST_OCTETS ? undefined : codec;
    if (this.#codec === undefined) return;
    this.#memory.copyWithin(this.#payload.at, at, at + length);
    this.#payload.length = length;
    this.#keptAt = now;
  }

  /** The payload, once, where it is of this codec and was heard just now. */
  take(codec: PlannedCodec, now: number): Span | undefined {
    const isGood = this.#codec !== undefined && isSameCodec(this.#codec, codec) && now - this.#keptAt <= FRESH_MS;
    this.#codec = undefined;
    return isGood ? this.#payload : undefined;
  }

  /** The leg is over: once. */
  [Symbol.dispose](): void {
    this.#kernels.arena.giveBack(this.#payload.at);
  }
}
