import { type Chance, type Clock, elapsed, type Instant } from "../../core/base/mod.ts";
import { type ApiKey, type ApiScope, hashOfKey } from "../../core/store/mod.ts";

/** How long a token is good for. */
export const TOKEN_FOR_MS = 3_600_000;
const TOKEN_BITS = 256;
const PREFIX = "kontort_";
/** One more than this, and the oldest is forgotten: whoever had it asks for another. */
const MOST_TOKENS = 10_000;

interface Token {
  readonly key: ApiKey;
  readonly scopes: readonly ApiScope[];
  readonly at: Instant;
}

/** Short-lived tokens that programs are given for their keys (RFC 6749 §4.4); a restart forgets them all. */
export class Tokens {
  readonly #world: { readonly clock: Clock; readonly chance: Chance; readonly keyNow: (hash: string) => boolean };
  /** By their hash, oldest first. */
  readonly #tokens = new Map<string, Token>();

  /** @param world `keyNow`: whether the key of that hash was not taken back */
  constructor(world: { readonly clock: Clock; readonly chance: Chance; readonly keyNow: (hash: string) => boolean }) {
    this.#world = world;
  }

  /** A token that may do this, which is part of what the key may. */
  give(key: ApiKey, scopes: readonly ApiScope[]): string {
    const { clock, chance } = this.#world;
    const at = clock.now();
    for (const [hash, token] of this.#tokens) {
      if (this.#tokens.size < MOST_TOKENS && elapsed(token.at, at) < TOKEN_FOR_MS) break;
      this.#tokens.delete(hash);
    }
    const token = PREFIX + chance.token(TOKEN_BITS);
    this.#tokens.set(hashOfKey(token), { key, scopes, at });
    return token;
  }

  /** The key as the token may use it; undefined for one that is none, is too old, or whose key was taken back. */
  of(token: string): ApiKey | undefined {
    if (!token.startsWith(PREFIX)) return undefined;
    const hash = hashOfKey(token);
    const found = this.#tokens.get(hash);
    if (found === undefined) return undefined;
    const { clock, keyNow } = this.#world;
    if (elapsed(found.at, clock.now()) < TOKEN_FOR_MS && keyNow(found.key.hash)) {
      return { ...found.key, scopes: found.scopes };
    }
    this.#tokens.delete(hash);
    return undefined;
  }
}
