import { hash } from "node:crypto";
import { type Chance, elapsed, type Instant, later, toBytes, toText } from "../base/mod.ts";
import { NcWindow } from "./nc_window.ts";

interface Used {
  readonly serial: number;
  readonly issuedAt: Instant;
  readonly window: NcWindow;
}

/** 128 bits of the seal in base64url. */
const SEAL_CHARS = 22;

/**
 * Nonces that prove themselves: `serial.time.seal`, sealed under a key of this boot. A challenge costs no memory, so a
 * flood of strangers leaves nothing behind; only nonces that came back with the right secret are remembered, for their
 * counts. That table is bounded too: when the oldest is dropped, every nonce of its age that is not in the table is
 * stale from then on, so that forgetting never opens a way to replay.
 */
export class Nonces {
  readonly #innerKey: string;
  readonly #outerKey: string;
  /** Times are told from an unknown beginning, so that nobody reads off a nonce how long the box is up. */
  readonly #epoch: number;
  readonly #lifetimeMs: number;
  readonly #limit: number;
  /** In the order of first use. */
  readonly #used = new Map<string, Used>();
  #serial: number;
  #forgottenTo = 0;

  constructor(options: { readonly chance: Chance; readonly lifetimeMs: number; readonly limit: number }) {
    const { chance, lifetimeMs, limit } = options;
    this.#innerKey = chance.token(256);
    this.#outerKey = chance.token(256);
    this.#epoch = chance.below(0x4000_0000) * 1_024;
    this.#serial = 1 + chance.below(0x4000_0000);
    this.#lifetimeMs = lifetimeMs;
    this.#limit = limit;
  }

  /** How many nonces are remembered. */
  get size(): number {
    return this.#used.size;
  }

  /** A nonce for a challenge. */
  issue(now: Instant): string {
    const claim = `${(++this.#serial).toString(36)}.${(Math.floor(now) + this.#epoch).toString(36)}`;
    return `${claim}.${this.#seal(claim)}`;
  }

  /** Uses a count of a nonce. Only for a request whose digest was right: a stranger must not fill the table. */
  use(nonce: string, count: number, now: Instant): "ok" | "stale" | "replayed-nc" {
    const used = this.#used.get(nonce) ?? this.#remember(nonce, now);
    if (used === undefined || elapsed(used.issuedAt, now) > this.#lifetimeMs) return "stale";
    return used.window.take(count) ? "ok" : "replayed-nc";
  }

  /** Forgets nonces whose life is over: they are stale by their own time. */
  expire(now: Instant): void {
    for (const [nonce, { issuedAt }] of this.#used) {
      if (elapsed(issuedAt, now) > this.#lifetimeMs) this.#used.delete(nonce);
    }
  }

  #remember(nonce: string, now: Instant): Used | undefined {
    const read = this.#read(nonce);
    if (read === undefined || read.serial <= this.#forgottenTo) return undefined;
    if (elapsed(read.issuedAt, now) > this.#lifetimeMs) return undefined;
    const fresh: Used = { ...read, window: new NcWindow() };
    // A copy: the text was cut out of a message and may hold on to all of it.
    this.#used.set(toText(toBytes(nonce)), fresh);
    this.#keepBounded(now);
    return fresh;
  }

  #keepBounded(now: Instant): void {
    for (const [nonce, { serial, issuedAt }] of this.#used) {
      const isOver = elapsed(issuedAt, now) > this.#lifetimeMs;
      if (!isOver && this.#used.size <= this.#limit) return;
      this.#used.delete(nonce);
      if (!isOver) this.#forgottenTo = Math.max(this.#forgottenTo, serial);
    }
  }

  #read(nonce: string): { readonly serial: number; readonly issuedAt: Instant } | undefined {
    const [, claim, serial, time, seal] = /^(([0-9a-z]{1,11})\.([0-9a-z]{1,11}))\.([\w-]{22})$/.exec(nonce) ?? [];
    if (claim === undefined || this.#seal(claim) !== seal) return undefined;
    return { serial: parseInt(serial!, 36), issuedAt: later(0 as Instant, parseInt(time!, 36) - this.#epoch) };
  }

  /** HMAC's shape with two keys. Not compared in constant time: who guesses here still lacks the secret. */
  #seal(claim: string): string {
    const inner = hash("sha256", this.#innerKey + claim, "hex");
    return hash("sha256", this.#outerKey + inner, "base64url").slice(0, SEAL_CHARS);
  }
}
