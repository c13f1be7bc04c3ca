import { type Lease, LEASES_FOR_HELP } from "../../core/sound/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";

/** So many pairs are bound in one go: the first go must not hold up the start, and none may hold up sound. */
const BOUND_AT_ONCE = 16;
/** One free lease in so many is IPv6, where both families are bound. */
const SIXTH_SHARE = 4;

/** A bound pair of ports, through all its leases. */
interface Pair {
  readonly pair: number;
  readonly family: 4 | 6;
  readonly port: number;
  /** The lease it is given away under; a number is never used twice, so that a late `open` hits nobody else. */
  lease: number;
  restsSince: number;
}

/**
 * The pairs of ports: bound ahead, leased, in use, at rest, leased again. Only bound ones are ever leased.
 */
export class Ports {
  readonly #ground: Ground;
  readonly #free = new Map<number, Pair>();
  readonly #inUse = new Map<number, Pair>();
  /** In the order in which they came to rest. */
  readonly #resting: Record<4 | 6, Pair[]> = { 4: [], 6: [] };
  #bound = 0;
  #nextPort: number;
  #nextLease = 1;
  #canBind = true;
  #isDry = false;
  #saidDry = false;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#nextPort = ground.settings.from + (ground.settings.from & 1);
  }

  /** Whether the switchboard has fewer free leases than it should, and more can be had. */
  get wants(): boolean {
    return this.#free.size < this.#ground.settings.freeLeases && !this.#isDry;
  }

  /** Binds or wakes some pairs; tells them by `leased`. Called until {@link wants} is false. */
  topUp(): void {
    const { settings } = this.#ground;
    const leases: Lease[] = [];
    this.#isDry = false;
    while (leases.length < BOUND_AT_ONCE && this.#free.size < settings.freeLeases) {
      const pair = this.#another(this.#family());
      if (pair === undefined) break;
      pair.lease = this.#nextLease++;
      this.#free.set(pair.lease, pair);
      leases.push({ lease: pair.lease, family: pair.family, rtpPort: pair.port, rtcpPort: pair.port + 1 });
    }
    if (leases.length > 0) this.#ground.emit({ type: "leased", leases });
    if (this.#free.size * 2 > settings.freeLeases) this.#saidDry = false;
    this.#count();
  }

  /** A leg moves into a lease. The pair's number, or undefined when the lease is unknown or in use. */
  open(lease: number): number | undefined {
    const pair = this.#free.get(lease);
    if (pair === undefined) return undefined;
    this.#free.delete(lease);
    this.#inUse.set(pair.pair, pair);
    this.#count();
    return pair.pair;
  }

  /** A leg leaves its pair: it rests. */
  giveBack(number: number): void {
    const pair = this.#inUse.get(number);
    if (pair === undefined) return;
    this.#inUse.delete(number);
    pair.restsSince = this.#ground.now;
    this.#resting[pair.family].push(pair);
    this.#count();
  }

  #count(): void {
    const { figures } = this.#ground;
    figures[FIGURE.leasesFree] = this.#free.size;
    figures[FIGURE.pairsBound] = this.#bound;
    figures[FIGURE.pairsResting] = this.#resting[4].length + this.#resting[6].length;
  }

  #family(): 4 | 6 {
    const { families } = this.#ground.settings;
    if (families.length < 2) return families[0] ?? 4;
    return this.#freeOf(6) * SIXTH_SHARE < this.#free.size ? 6 : 4;
  }

  #freeOf(family: 4 | 6): number {
    let free = 0;
    for (const pair of this.#free.values()) free += pair.family === family ? 1 : 0;
    return free;
  }

  #another(family: 4 | 6): Pair | undefined {
    const { settings } = this.#ground;
    const pair = this.#rested(family, settings.restMs) ?? this.#bind(family) ??
      this.#rested(family, settings.leastRestMs);
    if (pair === undefined) this.#runDry(family);
    return pair;
  }

  #rested(family: 4 | 6, restMs: number): Pair | undefined {
    const first = this.#resting[family][0];
    if (first === undefined || this.#ground.now - first.restsSince < restMs) return undefined;
    return this.#resting[family].shift();
  }

  #bind(family: 4 | 6): Pair | undefined {
    const { settings, sockets } = this.#ground;
    while (this.#canBind && this.#nextPort + 1 <= settings.to) {
      const port = this.#nextPort;
      this.#nextPort += 2;
      const outcome = sockets.bind(this.#bound, port, family);
      if (outcome === "taken") continue;
      if (outcome === "refused") {
        this.#canBind = false;
        this.#ground.log.write({
          level: "error",
          text: "Cannot bind more RTP ports: the system refuses more sockets",
          facts: { bound: this.#bound, port },
        });
        return undefined;
      }
      return { pair: this.#bound++, family, port, lease: 0, restsSince: 0 };
    }
    return undefined;
  }

  /** Said once each time the range runs dry for ordinary calls, not for every call that it costs. */
  #runDry(family: 4 | 6): void {
    this.#isDry = true;
    const isOnlyForHelp = this.#inUse.size > 0 && this.#freeOf(family) <= LEASES_FOR_HELP;
    if (this.#saidDry || !isOnlyForHelp) return;
    this.#saidDry = true;
    this.#ground.log.write({
      level: "warn",
      text:
        `Cannot lease more RTP ports: all from "${this.#ground.settings.from}" to "${this.#ground.settings.to}" are in use`,
      facts: { bound: this.#bound, inUse: this.#inUse.size, family },
    });
  }
}
