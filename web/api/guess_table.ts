import { elapsed, type Instant, later, sourceOf } from "../../core/base/mod.ts";

/** So many wrong keys within the window close the door. */
const MOST_WRONG = 10;
const WINDOW_MS = 60_000;
const LONGEST_MS = 15 * 60_000;
const SOURCES_AT_MOST = 10_000;
/** How long a key that was right is heard from where it was, whoever guesses beside it. */
const TRUSTED_FOR_MS = 2 * 3_600_000;
const TRUSTED_AT_MOST = 10_000;

/** An address from which wrong keys came lately. */
interface Source {
  readonly wrong: number;
  readonly since: Instant;
  readonly lastAt: Instant;
  readonly closedUntil: Instant;
  /** How long the door was closed last; 0 before the first time. */
  readonly closedForMs: number;
}

/**
 * Counts wrong keys by where they come from (an IPv4 address, an IPv6 /64). Too many within a minute close the door: for a
 * minute first, then twice as long each time, up to 15 minutes. Behind it nothing is looked at but keys that were right
 * from there lately, so that one bad program does not silence an office behind one router. Both tables are bounded: the
 * oldest goes first.
 */
export class GuessTable {
  readonly #sources = new Map<string, Source>();
  readonly #trusted = new Map<string, Instant>();

  /** For how long nothing is looked at that comes from there; 0 where the door is open. */
  closedForMs(ip: string, now: Instant): number {
    const source = this.#sources.get(sourceOf(ip));
    return source === undefined ? 0 : Math.max(0, elapsed(now, source.closedUntil));
  }

  /** Whether this key was right from there lately. */
  isTrusted(ip: string, key: string, now: Instant): boolean {
    const at = this.#trusted.get(`${sourceOf(ip)} ${key}`);
    return at !== undefined && elapsed(at, now) <= TRUSTED_FOR_MS;
  }

  /** A wrong key came. Answers for how long that closes the door: 0 unless this was one too many. */
  wrong(ip: string, now: Instant): number {
    const key = sourceOf(ip);
    const before = this.#sources.get(key) ?? { wrong: 0, since: now, lastAt: now, closedUntil: now, closedForMs: 0 };
    const isFresh = elapsed(before.since, now) > WINDOW_MS;
    const [wrong, since] = isFresh ? [1, now] : [before.wrong + 1, before.since];
    const closedForMs = elapsed(before.lastAt, now) > LONGEST_MS ? 0 : before.closedForMs;
    if (wrong < MOST_WRONG) {
      renew(this.#sources, key, { ...before, wrong, since, lastAt: now, closedForMs }, SOURCES_AT_MOST);
      return 0;
    }
    const forMs = Math.min(closedForMs * 2 || WINDOW_MS, LONGEST_MS);
    const closedUntil = later(now, forMs);
    // What is refused unseen does not count: the next window begins with the open door.
    const closed = { wrong: 0, since: closedUntil, lastAt: closedUntil, closedUntil, closedForMs: forMs };
    renew(this.#sources, key, closed, SOURCES_AT_MOST);
    return forMs;
  }

  right(ip: string, key: string, now: Instant): void {
    renew(this.#trusted, `${sourceOf(ip)} ${key}`, now, TRUSTED_AT_MOST);
  }

  /** Addresses whose door is closed. */
  closed(now: Instant): number {
    return [...this.#sources.values()].filter(({ closedUntil }) => closedUntil > now).length;
  }
}

function renew<V>(map: Map<string, V>, key: string, value: V, atMost: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= atMost) return;
  for (const first of map.keys()) {
    map.delete(first);
    return;
  }
}
