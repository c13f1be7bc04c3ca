import type { Rate } from "../resample/mod.ts";
import type { Span } from "../wasm/mod.ts";

/** Both directions of one leg's codec. Sound and payloads lie in the kernels' memory. */
export interface Codec extends Disposable {
  /** As in rtpmap: `PCMU`. */
  readonly name: string;
  /** Of the sound, in Hz. */
  readonly sampleRate: Rate;
  /** Of RTP's timestamps, in Hz: for G722 not the sound's (RFC 3551 §4.5.2). */
  readonly clockRate: number;
  /** Samples in 20 ms. */
  readonly samplesPerFrame: number;
  /** The most octets that 20 ms may take. */
  readonly octetsPerFrame: number;
  /** Encodes whole frames. Returns how many octets were written: never more than `out` has room for. */
  encode(pcm: Span, out: Span): number;
  /**
   * Decodes a payload, whatever a stranger put into it. Returns how many samples were written: never more than `out` has
   * room for.
   */
  decode(payload: Span, out: Span): number;
  /**
   * Fills 20 ms in place of a packet that did not come. Only where the codec knows better than `media/plc`. Returns how many
   * samples were written.
   */
  conceal?(out: Span): number;
  /**
   * Decodes what the packet after a lost one tells of it; that packet itself is decoded afterwards. Fills `out`, by
   * concealment where the packet tells nothing. Returns how many samples were written.
   */
  recover?(next: Span, out: Span): number;
  /**
   * What the encoder remembers, where a decoder that misses it is heard to be wrong for a while. Of one kind of codec, an
   * encoder goes on where another is once this is copied.
   */
  readonly encoder?: Readonly<Span>;
  /** Fits what is encoded from now on to a way on which so many of our packets are lost, in percent. */
  adapt?(lossPercent: number): void;
  /** Both directions begin anew: after a jump in the stream, or for the next leg. */
  reset(): void;
}

export const FRAME_MS = 20;
