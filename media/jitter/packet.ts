import type { Span } from "../wasm/mod.ts";

/**
 * What a packet carries: the codec's sound, a description of noise (RFC 3389), or nothing for the ears. Packets that carry
 * nothing (telephone events) count among the stream's sequence numbers: who does not hear of them takes them for lost.
 */
export type Carries = "sound" | "noise" | "nothing";

/** A packet that has come. It is read at once: one object may serve for all of them. */
export interface Packet {
  /** Of RTP, in the codec's `clockRate`. */
  readonly timestamp: number;
  /** Of RTP: 0 to 65,535. */
  readonly sequence: number;
  readonly payload: Readonly<Span>;
  /** RTP's marker: the first packet after silence. */
  readonly marker?: boolean;
  /** Sound, unless told. */
  readonly carries?: Carries;
}
