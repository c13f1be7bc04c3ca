import { xchacha20poly1305 } from "@noble/ciphers/chacha";
import { randomBytes } from "node:crypto";
import { concat, toBytes } from "../../base/mod.ts";

const NONCE_BYTES = 24;

/**
 * Encryption at rest: XChaCha20-Poly1305 with a random nonce in front. The path a secret stands at is authenticated with
 * it, so that one row's secret cannot be passed off as another's.
 */
export class Seal {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  close(path: string, plain: Uint8Array): Uint8Array<ArrayBuffer> {
    const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
    return concat([nonce, xchacha20poly1305(this.#key, nonce, toBytes(path)).encrypt(plain)]);
  }

  /** Undefined when it was not sealed with this key for this path. */
  open(path: string, sealed: Uint8Array): Uint8Array | undefined {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    if (nonce.length < NONCE_BYTES) return undefined;
    try {
      return xchacha20poly1305(this.#key, nonce, toBytes(path)).decrypt(sealed.subarray(NONCE_BYTES));
    } catch {
      return undefined; // the cipher's only way to say that the tag does not fit
    }
  }
}
