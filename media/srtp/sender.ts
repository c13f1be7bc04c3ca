import type { SrtpKey } from "../../core/sdp/mod.ts";
import { read32 } from "../rtp/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import { isRtcpHeader, readableOctets, RTCP_HEADER, sequenceAt } from "./packet.ts";
import { SRTP_REFUSED } from "./refusal.ts";
import { guessIndex, MOST_RTCP, MOST_RTP } from "./rollover.ts";
import { type Ciphers, makeCiphers, type SrtpStart } from "./session.ts";
import { Streams } from "./streams.ts";

/** What a leg sends: closes RTP and RTCP packets where they lie in the kernels' memory (RFC 3711). */
export class SrtpSender implements Disposable {
  readonly #octets: Uint8Array<ArrayBuffer>;
  readonly #ciphers: Ciphers;
  readonly #rollover: number;
  readonly #streams = new Streams();
  /** One count for all SSRCs: an index that is left out harms nobody, one that is used twice would. */
  #rtcpIndex: number;

  /** Throws when the key's length is not its suite's. */
  constructor(kernels: Kernels, key: SrtpKey, start: SrtpStart = {}) {
    this.#octets = new Uint8Array(kernels.buffer);
    this.#ciphers = makeCiphers(kernels, key);
    this.#rollover = start.rollover ?? 0;
    this.#rtcpIndex = start.rtcpIndex ?? 0;
  }

  /**
   * Closes an RTP packet in place. Behind it 32 octets must be free.
   *
   * @returns its new length, or a negative {@link SRTP_REFUSED}: a packet that was sent before is not sent again, since
   * two packets under one index betray both
   */
  protect(packet: Span): number {
    const { at, length } = packet;
    const header = readableOctets(this.#octets, at, length);
    if (header < 0) return SRTP_REFUSED.malformed;
    const ssrc = read32(this.#octets, at + 8);
    const stream = this.#streams.find(ssrc);
    if (stream === undefined) return SRTP_REFUSED.unknown;
    const index = guessIndex(stream.newest, sequenceAt(this.#octets, at), this.#rollover);
    if (index >= MOST_RTP) return SRTP_REFUSED.spent;
    if (!stream.isFresh(index)) return SRTP_REFUSED.replayed;
    const { rtp } = this.#ciphers;
    rtp.seal(at, header, length, index);
    this.#streams.use(ssrc, stream, index);
    return length + rtp.growth;
  }

  /**
   * Closes an RTCP packet in place. Behind it 32 octets must be free.
   *
   * @returns its new length, or a negative {@link SRTP_REFUSED}
   */
  protectRtcp(packet: Span): number {
    const { at, length } = packet;
    if (!isRtcpHeader(this.#octets, at, length)) return SRTP_REFUSED.malformed;
    if (this.#rtcpIndex >= MOST_RTCP) return SRTP_REFUSED.spent;
    const { rtcp } = this.#ciphers;
    rtcp.seal(at, RTCP_HEADER, length, this.#rtcpIndex);
    this.#rtcpIndex += 1;
    return length + rtcp.growth;
  }

  /** Wipes the keys. */
  [Symbol.dispose](): void {
    this.#ciphers.rtp[Symbol.dispose]();
    this.#ciphers.rtcp[Symbol.dispose]();
  }
}
