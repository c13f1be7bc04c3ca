import { type Clock, elapsed, type Instant, type Log, sourceOf } from "../../core/base/mod.ts";

const MINUTE_MS = 60_000;
/** One more than these, and the one that was quiet longest is forgotten. */
const MOST_SOURCES = 10_000;

export interface RateLimitWorld {
  readonly clock: Clock;
  readonly log: Log;
}

/** What an address has left. */
interface Bucket {
  readonly left: number;
  readonly at: Instant;
  /** When the log was told that it asks too often. */
  readonly toldAt?: Instant;
}

/** A token bucket for each address (an IPv4 address, an IPv6 /64): a minute's worth at once, and no more over time. */
export class RateLimit {
  readonly #of: "desk" | "api";
  readonly #perMinute: number | false;
  readonly #world: RateLimitWorld;
  readonly #buckets = new Map<string, Bucket>();

  constructor(of: "desk" | "api", perMinute: number | false, world: RateLimitWorld) {
    this.#of = of;
    this.#perMinute = perMinute;
    this.#world = world;
  }

  /** Takes one request. For how long whoever makes it has to wait; 0: it is answered. */
  waitMs(address: string): number {
    if (this.#perMinute === false || isOwn(address)) return 0;
    const source = sourceOf(address);
    const now = this.#world.clock.now();
    const { left: before, at, toldAt } = this.#buckets.get(source) ?? { left: this.#perMinute, at: now };
    const left = Math.min(this.#perMinute, before + elapsed(at, now) * this.#perMinute / MINUTE_MS);
    const isIn = left >= 1;
    const isNews = !isIn && (toldAt === undefined || elapsed(toldAt, now) >= MINUTE_MS);
    if (isNews) this.#tell(source);
    const told = isNews ? now : toldAt;
    this.#keep(source, { left: isIn ? left - 1 : left, at: now, ...told === undefined ? {} : { toldAt: told } });
    return isIn ? 0 : (1 - left) * MINUTE_MS / this.#perMinute;
  }

  #tell(source: string): void {
    const facts = { event: "too-many-requests", source, of: this.#of };
    this.#world.log.write({ level: "warn", text: "Somebody asks more often than he may", facts });
  }

  #keep(source: string, bucket: Bucket): void {
    this.#buckets.delete(source);
    this.#buckets.set(source, bucket);
    if (this.#buckets.size > MOST_SOURCES) this.#buckets.delete(this.#buckets.keys().next().value!);
  }
}

/** This machine's own programs, and a proxy on it, through which everybody else comes. */
function isOwn(address: string): boolean {
  return address === "" || address === "::1" || address.startsWith("127.");
}
