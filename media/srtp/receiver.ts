import type { SrtpKey } from "../../core/sdp/mod.ts";
import { read32 } from "../rtp/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import { isRtcpHeader, readableOctets, RTCP_HEADER, sequenceAt } from "./packet.ts";
import { SRTP_REFUSED } from "./refusal.ts";
import { guessIndex, MOST_RTP } from "./rollover.ts";
import { type Ciphers, makeCiphers, type SrtpStart } from "./session.ts";
import { Streams } from "./streams.ts";

const INDEX = 0x7fffffff;

/**
 * What a leg receives: opens SRTP and SRTCP packets where they lie in the kernels' memory. A packet that is refused is left
 * as it came, and changes nothing: neither the rollover counter nor what counts as a replay.
 */
export class SrtpReceiver implements Disposable {
  readonly #octets: Uint8Array<ArrayBuffer>;
  readonly #ciphers: Ciphers;
  readonly #rollover: number;
  readonly #streams = new Streams();
  readonly #rtcpStreams = new Streams();

  /** Throws when the key's length is not its suite's. */
  constructor(kernels: Kernels, key: SrtpKey, start: Pick<SrtpStart, "rollover"> = {}) {
    this.#octets = new Uint8Array(kernels.buffer);
    this.#ciphers = makeCiphers(kernels, key);
    this.#rollover = start.rollover ?? 0;
  }

  /**
   * Opens an SRTP packet in place. What lies up to 32 octets behind it may be read.
   *
   * @returns the RTP packet's length, or a negative {@link SRTP_REFUSED}
   */
  unprotect(packet: Span): number {
    const { rtp } = this.#ciphers;
    const { at } = packet;
    const length = packet.length - rtp.growth;
    const header = readableOctets(this.#octets, at, length);
    if (header < 0) return SRTP_REFUSED.malformed;
    const ssrc = read32(this.#octets, at + 8);
    const stream = this.#streams.find(ssrc);
    if (stream === undefined) return SRTP_REFUSED.unknown;
    const index = guessIndex(stream.newest, sequenceAt(this.#octets, at), this.#rollover);
    if (index >= MOST_RTP) return SRTP_REFUSED.spent;
    if (!stream.isFresh(index)) return SRTP_REFUSED.replayed;
    if (!rtp.open(at, header, length, index)) return SRTP_REFUSED.forged;
    this.#streams.use(ssrc, stream, index);
    return length;
  }

  /**
   * Opens an SRTCP packet in place. What lies up to 32 octets behind it may be read.
   *
   * @returns the RTCP packet's length, or a negative {@link SRTP_REFUSED}
   */
  unprotectRtcp(packet: Span): number {
    const { rtcp } = this.#ciphers;
    const { at } = packet;
    const length = packet.length - rtcp.growth;
    if (!isRtcpHeader(this.#octets, at, length)) return SRTP_REFUSED.malformed;
    const word = read32(this.#octets, at + packet.length - rtcp.indexFromEnd);
    // The flag for "encrypted" is the highest bit: we agreed on encryption, and take nothing less.
    if (word >= 0) return SRTP_REFUSED.malformed;
    const ssrc = read32(this.#octets, at + 4);
    const stream = this.#rtcpStreams.find(ssrc);
    if (stream === undefined) return SRTP_REFUSED.unknown;
    const index = word & INDEX;
    if (!stream.isFresh(index)) return SRTP_REFUSED.replayed;
    if (!rtcp.open(at, RTCP_HEADER, length, index)) return SRTP_REFUSED.forged;
    this.#rtcpStreams.use(ssrc, stream, index);
    return length;
  }

  /** Wipes the keys. */
  [Symbol.dispose](): void {
    this.#ciphers.rtp[Symbol.dispose]();
    this.#ciphers.rtcp[Symbol.dispose]();
  }
}
