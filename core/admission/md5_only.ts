import type { Flow, Instant } from "../base/mod.ts";
import { elapsed } from "../base/mod.ts";
import { header, parseNameAddr, parseUri, type SipRequest } from "../sip/mod.ts";

/**
 * Phones that give up when a challenge names an algorithm they do not know, where RFC 8760 §2.4 has them take the next
 * one. Seen with Debian's baresip 1.0, which answers a 401 with SHA-256 and MD5 by nothing at all, and with the load
 * tester SIPp 3.6, which reads the first challenge only and knows no SHA-256; its scenarios may say who it is.
 */
const KNOWN_TO_CHOKE = /^(baresip v?[012]\.|SIPp\b)/i;

/** A phone that was challenged and comes back within this, still without credentials, did not understand. */
const COMES_BACK_WITHIN_MS = 5 * 60_000;
/** Sooner than this it is one of several requests that were under way at once, such as ten lamps. */
const COMES_BACK_AFTER_MS = 2_000;
const REMEMBERED_AT_MOST = 4_096;

/**
 * Who is to be challenged with MD5 alone: by name, or because it came back without an answer. Whoever is wrongly taken
 * for such a phone loses nothing but SHA-256, which is offered beside MD5 to everybody anyway.
 */
export class Md5Only {
  readonly #challenged = new Map<string, { readonly at: Instant; chokes: boolean }>();

  get size(): number {
    return this.#challenged.size;
  }

  /** Whether such a phone sent the request, as far as is known. */
  isKnown(request: SipRequest, flow: Flow): boolean {
    return KNOWN_TO_CHOKE.test(header(request, "User-Agent") ?? "") ||
      this.#challenged.get(keyOf(request, flow))?.chokes === true;
  }

  /** Whether this request, which has no credentials, is to be challenged with MD5 alone. */
  challenge(request: SipRequest, flow: Flow, now: Instant): boolean {
    if (this.isKnown(request, flow)) return true;
    const key = keyOf(request, flow);
    const before = this.#challenged.get(key);
    const awayMs = before === undefined ? 0 : elapsed(before.at, now);
    if (before !== undefined && awayMs < COMES_BACK_AFTER_MS) return false;
    const chokes = before !== undefined && awayMs < COMES_BACK_WITHIN_MS;
    this.#challenged.delete(key);
    this.#challenged.set(key, { at: now, chokes });
    if (this.#challenged.size > REMEMBERED_AT_MOST) this.#challenged.delete(this.#challenged.keys().next().value!);
    return chokes;
  }

  /** It has understood: a phone that answers both algorithms is forgotten, one that answers only MD5 is kept in mind. */
  understood(request: SipRequest, flow: Flow): void {
    const key = keyOf(request, flow);
    if (this.#challenged.get(key)?.chokes === false) this.#challenged.delete(key);
  }

  /** Forgets those who have not come back. */
  expire(now: Instant): void {
    for (const [key, { at, chokes }] of this.#challenged) {
      if (!chokes && elapsed(at, now) >= COMES_BACK_WITHIN_MS) this.#challenged.delete(key);
    }
  }
}

function keyOf(request: SipRequest, flow: Flow): string {
  const from = parseNameAddr(header(request, "From") ?? "");
  const uri = from.ok ? parseUri(from.value.uri) : from;
  return `${flow.remote.ip} ${uri.ok ? uri.value.user ?? "" : ""} ${request.method}`;
}
