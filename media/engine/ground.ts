import type { Chance, Log } from "../../core/base/mod.ts";
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import type { EngineEvent } from "../plane/mod.ts";
import type { Codec } from "../codec/mod.ts";
import type { RnnoiseLibrary } from "../echo/mod.ts";
import type { Resamplers } from "../resample/mod.ts";
import type { Kernels } from "../wasm/mod.ts";
import type { Sockets } from "./sockets.ts";

/** How the engine is set up. */
export interface EngineSettings {
  /** The range of ports, both ends included; pairs start at even ports (RFC 3550 §11). */
  readonly from: number;
  readonly to: number;
  /** Which families the pairs may be bound in. */
  readonly families: readonly (4 | 6)[];
  /** The port that all browsers share, where there is one. */
  readonly web?: number | undefined;
  /** So many bound pairs the switchboard always has in hand. */
  readonly freeLeases: number;
  /** A given-back pair is not leased again for so long. */
  readonly restMs: number;
  /** When the whole range is in use, a pair that rested so long may be leased again. */
  readonly leastRestMs: number;
  /** A leg that should speak and is not heard for so long is `silent`. */
  readonly silentAfterMs: number;
}

/** What all parts of the engine stand on. */
export interface Ground {
  readonly settings: EngineSettings;
  readonly sockets: Sockets;
  /** What hears and changes sound, over the memory in which the packet in hand lies. */
  readonly kernels: Kernels;
  readonly resamplers: Resamplers;
  /** One of the codecs that the engine translates; undefined for all others. */
  makeCodec(codec: PlannedCodec): Codec | undefined;
  /** RNNoise, brought to life when it is first asked for. */
  rnnoise(): RnnoiseLibrary;
  /** What taps are written into; shared with those who listen. */
  readonly taps: SharedArrayBuffer;
  /** What a player fills for legs to hear. */
  readonly plays: SharedArrayBuffer;
  /** Counted in place, see `figures.ts`; shared with the main thread. */
  readonly figures: Float64Array;
  readonly chance: Chance;
  readonly log: Log;
  /** Our name in RTCP: the same for all legs of this run, and says nothing about the box (RFC 7022 §4.2). */
  readonly cname: Uint8Array;
  emit(event: EngineEvent): void;
  /** The moment of this wake-up in ms since any start, with a fraction. Set by the loop before it hands in anything. */
  now: number;
  /** The moment that the frame in hand is for, on the clock of {@link now}: it goes on by 20 ms, however late the beat. */
  frameAt: number;
  /** What to add to {@link now} for ms since 1900 (NTP), as the clock stood when the engine started. */
  readonly ntpOffsetMs: number;
}
