import type { Piece } from "./bytes.ts";
import type { Recording } from "./recording.ts";
import {
  fileKey,
  HEADER_BYTES,
  KEY_BYTES,
  KEY_ID_BYTES,
  LARGEST_CHUNK,
  MAGIC,
  SALT_BYTES,
  sealChunk,
} from "./seal_format.ts";

/** What files are sealed with. */
export interface SealKey {
  /** Of the box: 32 octets. */
  readonly key: Uint8Array;
  /** By which the key is found again: 1 to 16 letters of ASCII. */
  readonly keyId: string;
}

/** What one file is sealed with. */
export interface Seal extends SealKey {
  /** 16 octets by chance: never the same for two files. */
  readonly salt: Uint8Array;
}

/**
 * Has a recording written sealed: each flush is a chunk of its own, or several. What it records must only grow: Ogg Opus,
 * or WAV with `onlyGrows`.
 */
export function sealRecording(recording: Recording, seal: Seal): Recording {
  const sealer = new Sealer(seal);
  return {
    get isDue(): boolean {
      return recording.isDue;
    },
    get lengthMs(): number {
      return recording.lengthMs;
    },
    add: (left, right) => recording.add(left, right),
    flush: () => sealer.seal(recording.flush()),
    end: () => [...sealer.seal(recording.end()), sealer.end()],
    [Symbol.dispose]: () => recording[Symbol.dispose](),
  };
}

/** A whole file that is no recording, sealed: what is written of it, in order. */
export function sealOctets(octets: Uint8Array<ArrayBuffer>, seal: Seal): readonly Piece[] {
  const sealer = new Sealer(seal);
  return [...sealer.seal([{ at: 0, bytes: octets }]), sealer.end()];
}

/** Seals octets as they come. */
class Sealer {
  readonly #header: Uint8Array<ArrayBuffer>;
  readonly #key: Uint8Array;
  #plain = 0;
  #sealed = 0;
  #chunks = 0;

  constructor({ key, keyId, salt }: Seal) {
    if (key.length !== KEY_BYTES) throw new RangeError(`Cannot seal with a key of "${key.length}" octets: expected 32`);
    if (salt.length !== SALT_BYTES) {
      throw new RangeError(`Cannot seal with "${salt.length}" octets of salt: expected 16`);
    }
    if (!/^[!-~]{1,16}$/.test(keyId)) throw new RangeError(`Cannot seal with the key id "${keyId}"`);
    this.#header = new Uint8Array(HEADER_BYTES);
    this.#header.set(new TextEncoder().encode(MAGIC + keyId));
    this.#header.set(salt, MAGIC.length + KEY_ID_BYTES);
    this.#key = fileKey(key, this.#header);
  }

  /** Pieces as they lie in the sealed file. Throws where one does not follow the one before it. */
  seal(pieces: readonly Piece[]): Piece[] {
    const sealed = this.#sealed === 0 ? [this.#place(this.#header)] : [];
    for (const { at, bytes } of pieces) {
      if (at !== this.#plain) throw new Error(`Cannot seal octets at "${at}": the file has "${this.#plain}"`);
      this.#plain += bytes.length;
      for (let from = 0; from < bytes.length; from += LARGEST_CHUNK) {
        sealed.push(this.#chunk(bytes.subarray(from, from + LARGEST_CHUNK), false));
      }
    }
    return sealed;
  }

  /** The chunk that says that nothing comes after it. */
  end(): Piece {
    return this.#chunk(new Uint8Array(0), true);
  }

  #chunk(plain: Uint8Array, isLast: boolean): Piece {
    const bytes = sealChunk(this.#key, this.#chunks, isLast, plain);
    this.#chunks += 1;
    return this.#place(bytes);
  }

  #place(bytes: Uint8Array<ArrayBuffer>): Piece {
    const piece = { at: this.#sealed, bytes };
    this.#sealed += bytes.length;
    return piece;
  }
}
