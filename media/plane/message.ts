import type { LogLine } from "../../core/base/mod.ts";
import type { SrtpKeys } from "../../core/sdp/mod.ts";
import type { MediaCommand, MediaEvent, RecordingCommand, Tone } from "../../core/sound/mod.ts";
import type { SettledMedia } from "./settle.ts";

/** What the main thread hands to a new worker. */
export interface WorkerStart {
  readonly settings: SettledMedia;
  readonly kind: "libc" | "fallback";
  /** The worker's end of the command channel (libc only). */
  readonly control: number;
  /** The engine counts here. */
  readonly figures: Float64Array<SharedArrayBuffer>;
  /** What the engine writes taps into (`media/tap`). */
  readonly taps: SharedArrayBuffer;
  /** What legs are played from (`media/play`). */
  readonly plays: SharedArrayBuffer;
  /**
   * A worker whose descriptors are in the process's table notes them here, so that they can be closed when it dies: its
   * end leaves them open. 0 is none.
   */
  readonly descriptors: Int32Array<SharedArrayBuffer>;
}

type Play = Extract<MediaCommand, { readonly type: "play" }>;

/** A ring of the shared memory that a player fills (`media/play`). */
export interface Tuned {
  readonly ring: number;
}

/** What the engine is told. It records nothing, and only knows taps; it reads no files: of a playlist it is given the ring in which its sound appears. */
export type EngineCommand =
  | Exclude<MediaCommand, Play | RecordingCommand>
  | (Omit<Play, "sound"> & { readonly sound: Tone | Tuned })
  /** A datagram of our side of a leg's handshake, in base64. */
  | { readonly type: "dtls"; readonly leg: string; readonly datagram: string }
  /** What the handshake has agreed on: from now on the leg speaks and is heard. */
  | { readonly type: "keys"; readonly leg: string; readonly keys: SrtpKeys };

/** What the engine tells: the switchboard, but for the datagrams of handshakes, which are in base64. */
export type EngineEvent = MediaEvent | { readonly type: "dtls"; readonly leg: string; readonly datagram: string };

/** What goes to the worker after its start: commands, and the word to stop. */
export type ToWorker = EngineCommand | { readonly type: "stop-worker" };

/** What comes from the worker. */
export type FromWorker =
  /** It has bound its first ports. Its descriptors are in a table of its own thread, or in the process's. */
  | {
    readonly type: "started";
    readonly ownsDescriptors: boolean;
    /** By which kinds of addresses browsers can reach it. */
    readonly browserFamilies: readonly (4 | 6)[];
  }
  /** It cannot start at all. */
  | { readonly type: "failed"; readonly text: string }
  | { readonly type: "stopped" }
  | { readonly type: "log"; readonly line: LogLine }
  | { readonly type: "event"; readonly event: EngineEvent };

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** One packet of the command channel: JSON. */
export function encodeCommand(command: ToWorker): Uint8Array<ArrayBuffer> {
  return ENCODER.encode(JSON.stringify(command));
}

/** Reads what {@link encodeCommand} wrote; anything else is our own mistake, and throws. */
export function decodeCommand(packet: Uint8Array): ToWorker {
  return JSON.parse(DECODER.decode(packet));
}
