import { elapsed, type Flow, type Instant, later, sourceOf } from "../base/mod.ts";

/** When a source has failed too often. */
export interface ThrottleRule {
  /** Failures within the window that close the door. */
  readonly maxFailures: number;
  readonly windowMs: number;
}

/** One address that failed lately. */
interface Source {
  /** Failures since `since`, or since the door was closed. */
  failures: number;
  since: Instant;
  lastFailureAt: Instant;
  closedUntil: Instant;
  /** How long the door was closed last; 0 before the first time. */
  closedForMs: number;
  forgivenAt: Instant | undefined;
}

const LONGEST_MS = 15 * 60_000;
const SOURCES_AT_MOST = 10_000;
const FLOWS_AT_MOST = 20_000;
/** Longer than the longest time between two registrations. */
const TRUSTED_FOR_MS = 2 * 3_600_000;

/**
 * Counts failed authentication per source (an IPv4 address, an IPv6 /64). Too many within the window close the door:
 * for the length of the window first, then twice as long each time, up to 15 minutes. A flow that has proved itself
 * lately goes on being heard behind a closed door, so one bad phone, or somebody who forges its address, does not silence
 * an office behind one router. Its right password opens the door for the others, but once in 15 minutes only: else
 * somebody with one good account would guess at all others without end. Whoever calls for help is heard behind a closed
 * door, too, until as many such calls have failed as close a door, lest secrets be guessed by calling for help. All tables
 * are bounded, the oldest goes first.
 */
export class Throttle {
  readonly #rule: ThrottleRule;
  /** In the order of the last failure. */
  readonly #sources = new Map<string, Source>();
  /** When each flow last proved itself, in that order. */
  readonly #trusted = new Map<string, Instant>();

  constructor(rule: ThrottleRule) {
    this.#rule = rule;
  }

  get sources(): number {
    return this.#sources.size;
  }

  get trusted(): number {
    return this.#trusted.size;
  }

  /** Whether what comes on the flow is not even looked at. */
  isClosed(flow: Flow, now: Instant, { isForHelp = false }: { readonly isForHelp?: boolean } = {}): boolean {
    if (this.#sources.size === 0) return false;
    const source = this.#sources.get(sourceOf(flow.remote.ip));
    if (source === undefined || source.closedUntil <= now || this.#isTrusted(peerOf(flow), now)) return false;
    return !isForHelp || source.failures >= this.#rule.maxFailures;
  }

  /** A wrong password or an unknown user. */
  failed(flow: Flow, now: Instant): void {
    this.#trusted.delete(peerOf(flow));
    const key = sourceOf(flow.remote.ip);
    const source = this.#sources.get(key) ?? newSource(now);
    if (elapsed(source.lastFailureAt, now) > LONGEST_MS) source.closedForMs = 0;
    if (elapsed(source.since, now) > this.#rule.windowMs) {
      source.failures = 0;
      source.since = now;
    }
    source.failures++;
    source.lastFailureAt = now;
    // What fails behind a closed door makes it close again soon after it has opened, and not for longer now.
    if (source.failures >= this.#rule.maxFailures && source.closedUntil <= now) {
      source.closedForMs = Math.min(source.closedForMs * 2 || this.#rule.windowMs, LONGEST_MS);
      source.closedUntil = later(now, source.closedForMs);
      source.failures = 0;
      source.since = source.closedUntil;
    }
    renew(this.#sources, key, source, SOURCES_AT_MOST);
  }

  /** The right password. */
  passed(flow: Flow, now: Instant): void {
    const peer = peerOf(flow);
    const source = this.#sources.size === 0 ? undefined : this.#sources.get(sourceOf(flow.remote.ip));
    if (source !== undefined && this.#isTrusted(peer, now)) {
      if (source.forgivenAt === undefined || elapsed(source.forgivenAt, now) > LONGEST_MS) {
        source.failures = 0;
        source.closedUntil = now;
        source.forgivenAt = now;
      }
    }
    renew(this.#trusted, peer, now, FLOWS_AT_MOST);
  }

  /** Forgets sources that have been quiet, and flows that have not proved themselves for long. */
  expire(now: Instant): void {
    for (const [key, source] of this.#sources) {
      const quietSince = Math.max(source.lastFailureAt, source.closedUntil);
      if (now - quietSince > LONGEST_MS) this.#sources.delete(key);
    }
    for (const [peer, at] of this.#trusted) {
      if (elapsed(at, now) <= TRUSTED_FOR_MS) break;
      this.#trusted.delete(peer);
    }
  }

  #isTrusted(peer: string, now: Instant): boolean {
    const at = this.#trusted.get(peer);
    return at !== undefined && elapsed(at, now) <= TRUSTED_FOR_MS;
  }
}

function newSource(now: Instant): Source {
  return { failures: 0, since: now, lastFailureAt: now, closedUntil: now, closedForMs: 0, forgivenAt: undefined };
}

/** Puts an entry at the end of its map, and the first one out where there are too many. */
function renew<V>(map: Map<string, V>, key: string, value: V, atMost: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= atMost) return;
  for (const first of map.keys()) {
    map.delete(first);
    return;
  }
}

function peerOf(flow: Flow): string {
  return `${flow.transport}:${flow.remote.ip}:${flow.remote.port}`;
}
