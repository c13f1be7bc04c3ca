import type { Codec } from "../codec/mod.ts";
import { type Block, type Kernels, takeOctets, takeSamples } from "../wasm/mod.ts";

/** Behind so much silence a codec has nothing new to say of it: Opus's DTX has begun (RFC 7587 §3.1.3). */
const FRAMES_UNTIL_STILL = 25;

/**
 * Silence in one codec, made once a beat at most for all who are left in it. A codec that describes only what is there comes
 * to rest, and its last payload is said from then on. One whose every octet changes what the next ones mean (G.722) never
 * does: it is encoded on, and whoever leaves goes on from where it is.
 */
export class Lull implements Disposable {
  /** Nothing, for 20 ms. */
  readonly frame: Block<Int16Array>;
  readonly #codec: Codec;
  readonly #kernels: Kernels;
  readonly #memory: Uint8Array<ArrayBuffer>;
  readonly #payload: Block<Uint8Array>;
  #length = 0;
  #frames = 0;
  #madeFor = -1;
  #isOpen = true;

  /** @param codec becomes its own */
  constructor(kernels: Kernels, codec: Codec) {
    this.#kernels = kernels;
    this.#codec = codec;
    this.#memory = new Uint8Array(kernels.buffer);
    this.frame = takeSamples(kernels, codec.samplesPerFrame);
    this.#payload = takeOctets(kernels, codec.octetsPerFrame);
    if (codec.encoder === undefined) return;
    // Those who come have been silent for a while: so must it have been.
    for (let frame = 0; frame < FRAMES_UNTIL_STILL; frame++) codec.encode(this.frame, this.#payload);
  }

  /** Lays the payload of a beat where it is wanted; its octets. Allocates nothing. */
  lay(to: number, beat: number): number {
    if (beat !== this.#madeFor) this.#make(beat);
    this.#memory.copyWithin(to, this.#payload.at, this.#payload.at + this.#length);
    return this.#length;
  }

  /** A codec of the same kind speaks again to who was left in this silence. */
  wake({ encoder }: Codec): void {
    const from = this.#codec.encoder;
    if (from === undefined || encoder === undefined) return;
    this.#memory.copyWithin(encoder.at, from.at, from.at + from.length);
  }

  #make(beat: number): void {
    this.#madeFor = beat;
    if (this.#frames === FRAMES_UNTIL_STILL) return;
    this.#length = this.#codec.encode(this.frame, this.#payload);
    if (this.#codec.encoder === undefined) this.#frames += 1;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#codec[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.frame.at);
    this.#kernels.arena.giveBack(this.#payload.at);
  }
}
