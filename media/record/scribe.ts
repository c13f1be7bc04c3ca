import { makeOpusRecording, makeWavRecording, type Piece, type Recording, sealRecording } from "../file/mod.ts";
import type { Resampler, Resamplers } from "../resample/mod.ts";
import { TAP_FRAME_SAMPLES, TapReader } from "../tap/mod.ts";
import { type Block, type Kernels, type OpusLibrary, takeSamples } from "../wasm/mod.ts";
import type { RecordingOrder } from "./message.ts";

/** What recordings are made with: one of each to a worker. */
export interface ScribeTools {
  readonly kernels: Kernels;
  readonly opus: OpusLibrary;
  readonly resamplers: Resamplers;
  readonly taps: SharedArrayBuffer;
  /** A file's serial number, by chance. */
  serial(): number;
  /** What keeps two sealed files apart: 16 octets, by chance. */
  salt(): Uint8Array;
}

const FRAME_MS = 20;
/** With what the ring and the worker hold back, power loss costs less than a second. */
const FLUSH_AFTER_MS = 800;
/** Of every recording, in Hz: calls widen and narrow while they run. */
const RATE = 16_000;

/** Writes down one call: what has come into its ring, as pieces of its file. */
export class Scribe implements Disposable {
  readonly order: RecordingOrder;
  readonly #kernels: Kernels;
  readonly #reader: TapReader;
  readonly #recording: Recording;
  readonly #read: readonly [Block<Int16Array>, Block<Int16Array>];
  readonly #wide: readonly [Block<Int16Array>, Block<Int16Array>];
  readonly #wideners: readonly [Resampler, Resampler];
  #quietMs = 0;
  #flushedMs = 0;
  #isOpen = true;

  constructor(tools: ScribeTools, order: RecordingOrder) {
    const { kernels, resamplers, taps } = tools;
    this.order = order;
    this.#kernels = kernels;
    this.#reader = new TapReader(taps, order.ring, order.from);
    const recording = makeRecording(tools, order);
    this.#recording = order.seal === undefined
      ? recording
      : sealRecording(recording, { ...order.seal, salt: tools.salt() });
    const frame = (): Block<Int16Array> => takeSamples(kernels, TAP_FRAME_SAMPLES);
    this.#read = [frame(), frame()];
    this.#wide = [frame(), frame()];
    this.#wideners = [resamplers.make(8000, RATE), resamplers.make(8000, RATE)];
  }

  get lengthMs(): number {
    return this.#recording.lengthMs;
  }

  /** For how long the leg has said nothing. */
  get quietMs(): number {
    return this.#quietMs;
  }

  /** What could not be read in time. */
  get lostMs(): number {
    return FRAME_MS * this.#reader.lost;
  }

  /** Takes all that waits in the ring. The pieces to be written now: none before enough has come together. */
  write(): readonly Piece[] {
    this.#takeAll();
    if (this.lengthMs - this.#flushedMs < FLUSH_AFTER_MS) return [];
    this.#flushedMs = this.lengthMs;
    return this.#recording.flush();
  }

  /** Takes what is left. The last pieces. */
  end(): readonly Piece[] {
    this.#takeAll();
    return this.#recording.end();
  }

  #takeAll(): void {
    const [left, right] = this.#read;
    for (;;) {
      const rate = this.#reader.read(left.view, right.view);
      if (rate === 0) return;
      this.#quietMs = isQuiet(left.view.subarray(0, rate / 50)) ? this.#quietMs + FRAME_MS : 0;
      if (rate === RATE) this.#recording.add(left, right);
      else this.#recording.add(this.#widen(0), this.#widen(1));
    }
  }

  #widen(side: 0 | 1): Block<Int16Array> {
    const narrow = { at: this.#read[side].at, length: TAP_FRAME_SAMPLES / 2 };
    this.#wideners[side].resample(narrow, this.#wide[side]);
    return this.#wide[side];
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#recording[Symbol.dispose]();
    for (const widener of this.#wideners) widener[Symbol.dispose]();
    for (const { at } of [...this.#read, ...this.#wide]) this.#kernels.arena.giveBack(at);
  }
}

/** Below -50 dB of full scale nobody speaks into a telephone. */
const QUIET_POWER = (32_768 * 10 ** (-50 / 20)) ** 2;

function isQuiet(frame: Int16Array): boolean {
  let power = 0;
  for (const sample of frame) power += sample * sample;
  return power < QUIET_POWER * frame.length;
}

function makeRecording(tools: ScribeTools, { of, format, comments, seal }: RecordingOrder): Recording {
  const settings = { rate: RATE, sides: of === "call" ? 2 : 1 } as const;
  // What is sealed cannot be written over: its header says "to the end" from the beginning.
  if (format === "wav") return makeWavRecording(tools.kernels, { ...settings, onlyGrows: seal !== undefined });
  return makeOpusRecording(tools.kernels, tools.opus, {
    ...settings,
    size: format === "small" ? "small" : "usual",
    serial: tools.serial(),
    ...(comments === undefined ? {} : { comments }),
  });
}
