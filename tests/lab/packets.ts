/**
 * Packets as nobody would think of them, and keys, from a seed.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { SeededChance } from "../../core/base/mod.ts";
import { keyingOctets, type SrtpKey, type SrtpSuite } from "../../core/sdp/mod.ts";

export function someKey(chance: SeededChance, suite: SrtpSuite): SrtpKey {
  return { suite, key: Buffer.from(chance.bytes(keyingOctets(suite))).toString("base64") };
}

/** An RTP packet, and how many of its octets are header. */
export interface SomeRtp {
  readonly packet: Buffer;
  readonly header: number;
}

/** With any number of CSRCs, with and without an extension, and from no payload to 400 octets. */
export function someRtp(chance: SeededChance, ssrc: number, sequence: number): SomeRtp {
  const sources = chance.below(4) === 0 ? chance.below(16) : 0;
  const words = chance.below(4) === 0 ? chance.below(5) : -1;
  const header = 12 + 4 * sources + (words < 0 ? 0 : 4 + 4 * words);
  const packet = Buffer.from(chance.bytes(header + (chance.below(8) === 0 ? chance.below(3) : chance.below(400))));
  packet[0] = 0x80 | (words < 0 ? 0 : 0x10) | sources;
  packet[1] = chance.below(128);
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(ssrc >>> 0, 8);
  if (words >= 0) packet.writeUInt16BE(words, header - 4 * words - 2);
  return { packet, header };
}

/** An RTCP packet: a whole number of words, of any type. */
export function someRtcp(chance: SeededChance, ssrc: number): Buffer {
  const words = 1 + chance.below(40);
  const packet = Buffer.from(chance.bytes(4 + 4 * words));
  packet[0] = 0x80 | chance.below(32);
  packet[1] = 200 + chance.below(8);
  packet.writeUInt16BE(words, 2);
  packet.writeUInt32BE(ssrc >>> 0, 4);
  return packet;
}
