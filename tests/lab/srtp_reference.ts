/**
 * SRTP after the letter of RFC 3711, RFC 6188 and RFC 7714, by node:crypto: what our kernels are compared with. It knows
 * no replay and no rollover: who uses it says which index a packet has.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createCipheriv, createHmac } from "node:crypto";
import { SRTP_SUITES, type SrtpKey, type SrtpSuite } from "../../core/sdp/mod.ts";

interface Keys {
  readonly encryption: Buffer;
  readonly authentication: Buffer;
  readonly salt: Buffer;
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((octet, at) => octet ^ b[at]!));

function counterMode(key: Buffer, counter: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(`aes-${8 * key.length}-ctr`, key, counter);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** RFC 3711 §4.3.1: AES over the salt with the label, from octet 7 on. */
function derive(key: Buffer, salt: Buffer, label: number, octets: number): Buffer {
  const mask = Buffer.alloc(16);
  mask[7] = label;
  return counterMode(key, xor(Buffer.concat([salt], 16), mask), Buffer.alloc(octets));
}

function keysOf({ suite, key }: SrtpKey, firstLabel: number): Keys {
  const { keyOctets, saltOctets } = SRTP_SUITES[suite];
  const both = Buffer.from(key, "base64");
  const [master, salt] = [both.subarray(0, keyOctets), both.subarray(keyOctets)];
  return {
    encryption: derive(master, salt, firstLabel, keyOctets),
    authentication: derive(master, salt, firstLabel + 1, 20),
    salt: derive(master, salt, firstLabel + 2, saltOctets),
  };
}

/** 48 bits. */
function indexOctets(index: number): Buffer {
  const octets = Buffer.alloc(6);
  octets.writeUIntBE(index, 0, 6);
  return octets;
}

function word(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value >>> 0);
  return octets;
}

/** One direction of one session. */
export class SrtpReference {
  readonly #suite: SrtpSuite;
  readonly #rtp: Keys;
  readonly #rtcp: Keys;

  constructor(key: SrtpKey) {
    this.#suite = key.suite;
    this.#rtp = keysOf(key, 0);
    this.#rtcp = keysOf(key, 3);
  }

  /** The closed packet: RFC 3711 §3.1, RFC 7714 §8. `header` are the octets that stay readable. */
  protect(packet: Buffer, header: number, index: number): Buffer {
    const [head, body] = [packet.subarray(0, header), packet.subarray(header)];
    const ssrc = packet.subarray(8, 12);
    if (this.#isAead) return Buffer.concat([head, this.#seal(this.#rtp, ssrc, index, head, body)]);
    const closed = Buffer.concat([head, this.#encrypt(this.#rtp, ssrc, index, body)]);
    const code = this.#code(this.#rtp, closed, word(Math.floor(index / 0x10000)));
    return Buffer.concat([closed, code.subarray(0, this.#suite.endsWith("_32") ? 4 : 10)]);
  }

  /** The closed packet: RFC 3711 §3.4, RFC 7714 §9. */
  protectRtcp(packet: Buffer, index: number): Buffer {
    const [head, body] = [packet.subarray(0, 8), packet.subarray(8)];
    const ssrc = packet.subarray(4, 8);
    const flagged = word(index | 0x80000000);
    if (this.#isAead) {
      const sealed = this.#seal(this.#rtcp, ssrc, index, Buffer.concat([head, flagged]), body);
      return Buffer.concat([head, sealed, flagged]);
    }
    const closed = Buffer.concat([head, this.#encrypt(this.#rtcp, ssrc, index, body)]);
    return Buffer.concat([closed, flagged, this.#code(this.#rtcp, closed, flagged).subarray(0, 10)]);
  }

  get #isAead(): boolean {
    return this.#suite.startsWith("AEAD");
  }

  #encrypt(keys: Keys, ssrc: Buffer, index: number, body: Buffer): Buffer {
    const mask = Buffer.concat([Buffer.alloc(4), ssrc, indexOctets(index)], 16);
    return counterMode(keys.encryption, xor(Buffer.concat([keys.salt], 16), mask), body);
  }

  #code(keys: Keys, closed: Buffer, behind: Buffer): Buffer {
    return createHmac("sha1", keys.authentication).update(closed).update(behind).digest();
  }

  #seal(keys: Keys, ssrc: Buffer, index: number, associated: Buffer, body: Buffer): Buffer {
    const nonce = xor(keys.salt, Buffer.concat([Buffer.alloc(2), ssrc, indexOctets(index)]));
    const name = keys.encryption.length === 16 ? "aes-128-gcm" : "aes-256-gcm";
    const cipher = createCipheriv(name, keys.encryption, nonce);
    cipher.setAAD(associated);
    return Buffer.concat([cipher.update(body), cipher.final(), cipher.getAuthTag()]);
  }
}
