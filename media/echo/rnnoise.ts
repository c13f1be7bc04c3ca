import type { Resampler, Resamplers } from "../resample/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

/** RNNoise hears 10 ms at 48 kHz, as numbers of the size of samples. */
const RATE = 48_000;
const FRAME = 480;
const FRAMES_PER_SECOND = 50;
const PAGE = 65_536;

/** What the program exports. The package's build shortens names to letters: these are of 0.2.1. */
interface Entries {
  readonly c: WebAssembly.Memory;
  /** Starts it; must be called once. */
  d(): void;
  /** rnnoise_create(model): 0 is the built-in one. */
  f(model: number): number;
  /** malloc(bytes): 0 where there is no room. */
  g(bytes: number): number;
  /** rnnoise_destroy(state). */
  h(state: number): void;
  /** rnnoise_process_frame(state, out, in): returns how likely the frame is a voice, from 0 to 1. */
  j(state: number, to: number, from: number): number;
}

/** RNNoise in a memory of its own, shared by all legs of a worker: they work one after the other. */
export class RnnoiseLibrary {
  readonly #entries: Entries;
  readonly #frameAt: number;
  #frame: Float32Array<ArrayBufferLike>;

  /** Brings the program to life. Throws where it is another one. */
  constructor(program: WebAssembly.Module) {
    const memory: { of?: WebAssembly.Memory } = {};
    const { exports } = new WebAssembly.Instance(program, {
      a: {
        a: (bytes: number) => grow(memory.of!, bytes >>> 0),
        b: (to: number, from: number, bytes: number) => {
          new Uint8Array(memory.of!.buffer).copyWithin(to, from, from + bytes);
        },
      },
    });
    if (!isRnnoise(exports)) throw new Error("Cannot start RNNoise: the program is another one");
    memory.of = exports.c;
    exports.d();
    this.#entries = exports;
    this.#frameAt = exports.g(FRAME * Float32Array.BYTES_PER_ELEMENT);
    if (this.#frameAt === 0) throw new Error("Cannot start RNNoise: it has no memory for a frame");
    this.#frame = new Float32Array(exports.c.buffer, this.#frameAt, FRAME);
  }

  /** A new state. Throws when the memory is full. */
  create(): number {
    const state = this.#entries.f(0);
    if (state === 0) throw new Error("Cannot make an RNNoise: its memory is full");
    return state;
  }

  destroy(state: number): void {
    this.#entries.h(state);
  }

  /** Changes 10 ms at 48 kHz in place. */
  suppress(state: number, pcm: Int16Array): void {
    // A view loses its memory when that grows, which it does only where a state is made.
    if (this.#frame.length === 0) this.#frame = new Float32Array(this.#entries.c.buffer, this.#frameAt, FRAME);
    this.#frame.set(pcm);
    this.#entries.j(state, this.#frameAt, this.#frameAt);
    for (let at = 0; at < FRAME; at++) pcm[at] = Math.max(-32_768, Math.min(32_767, Math.round(this.#frame[at]!)));
  }
}

/** Emscripten's request for more memory: 1 when it was met. */
function grow(memory: WebAssembly.Memory, bytes: number): number {
  try {
    memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE));
    return 1;
  } catch (error) {
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function isRnnoise(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Entries {
  return exports["c"] instanceof WebAssembly.Memory && typeof exports["j"] === "function";
}

/**
 * Suppresses the noise of a leg by a neural net: also noise that is not steady, at fifty times the cost of
 * {@link NoiseSuppressor}. Sound comes out some 12 ms late.
 */
export class Rnnoise implements Disposable {
  readonly #library: RnnoiseLibrary;
  readonly #state: number;
  readonly #kernels: Kernels;
  readonly #up: Resampler;
  readonly #down: Resampler;
  readonly #wide: Block<Int16Array>;
  readonly #halves: readonly Int16Array[];
  #isOpen = true;

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, library: RnnoiseLibrary, resamplers: Resamplers, rate: 8000 | 16_000) {
    this.#kernels = kernels;
    this.#library = library;
    this.#state = library.create();
    this.#up = resamplers.make(rate, RATE);
    this.#down = resamplers.make(RATE, rate);
    this.#wide = takeSamples(kernels, RATE / FRAMES_PER_SECOND);
    this.#halves = [this.#wide.view.subarray(0, FRAME), this.#wide.view.subarray(FRAME)];
  }

  /** Changes a frame of 20 ms in place. */
  suppress(pcm: Span): void {
    this.#up.resample(pcm, this.#wide);
    for (const half of this.#halves) this.#library.suppress(this.#state, half);
    this.#down.resample(this.#wide, pcm);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#library.destroy(this.#state);
    this.#kernels.arena.giveBack(this.#wide.at);
    for (const resampler of [this.#up, this.#down]) resampler[Symbol.dispose]();
  }
}
