/**
 * Delays of packets on lines of several kinds, made by the parts of which ITU-T G.1050 makes its networks: local networks,
 * access links with other people's packets before ours, a core with its own jitter, routes that change, packets that are
 * lost in bursts or overtake. The same seed gives the same trace.
 *
 * @module
 */
import { seeded } from "./signals.ts";

/** A line, as G.1050 describes one. */
export interface Line {
  readonly name: string;
  /** Access links, in the order in which they are passed. */
  readonly links: readonly Link[];
  /** The core: its least delay, and what most packets take longer, on the average. */
  readonly coreMs: number;
  readonly coreJitterMs: number;
  /** The part of the packets that takes another way, and by how much at most that is longer. */
  readonly strays?: { readonly part: number; readonly ms: number };
  /** The route changes every so many seconds, to one that is so much longer, and back. */
  readonly flaps?: { readonly everyS: number; readonly ms: number };
  /** Nothing passes for a while, then all at once: a radio that changes its cell. */
  readonly stalls?: { readonly everyS: number; readonly leastMs: number; readonly mostMs: number };
  /** Gilbert's model: the part that is lost on the average, in bursts of so many packets on the average. */
  readonly loss?: { readonly part: number; readonly burst: number };
}

/** A link that others use too: a queue before a wire. */
export interface Link {
  readonly kbps: number;
  /** The part of the time in which others send, how long they do so, and the part of the wire that they then take. */
  readonly busyPart: number;
  readonly busyS: number;
  readonly load: number;
  /** Their packets of 1508 octets come so many at a time. */
  readonly train: number;
  /** What the queue holds at most. */
  readonly queueMs: number;
}

const PTIME_MS = 20;
/** G.711 in RTP, UDP, IP and Ethernet. */
const OCTETS = 218;
const OTHERS_OCTETS = 1508;

export const LINES: readonly Line[] = [
  {
    name: "a local network",
    links: [{ kbps: 100_000, busyPart: 0.2, busyS: 1, load: 0.2, train: 4, queueMs: 20 }],
    coreMs: 0.2,
    coreJitterMs: 0.2,
  },
  {
    name: "a local network under load",
    links: [
      { kbps: 100_000, busyPart: 0.4, busyS: 2, load: 0.8, train: 60, queueMs: 30 },
      { kbps: 100_000, busyPart: 0.4, busyS: 2, load: 0.8, train: 60, queueMs: 30 },
    ],
    coreMs: 0.2,
    coreJitterMs: 0.5,
  },
  {
    name: "DSL at both ends",
    links: [
      { kbps: 1000, busyPart: 0.25, busyS: 3, load: 0.5, train: 1.5, queueMs: 150 },
      { kbps: 8000, busyPart: 0.3, busyS: 3, load: 0.6, train: 6, queueMs: 100 },
    ],
    coreMs: 20,
    coreJitterMs: 1,
    strays: { part: 0.001, ms: 15 },
    loss: { part: 0.003, burst: 1.5 },
  },
  {
    name: "a radio in the house",
    links: [{ kbps: 20_000, busyPart: 0.4, busyS: 4, load: 0.7, train: 25, queueMs: 80 }],
    coreMs: 5,
    coreJitterMs: 3,
    strays: { part: 0.005, ms: 30 },
    loss: { part: 0.01, burst: 2 },
  },
  {
    name: "a mobile network",
    links: [{ kbps: 3000, busyPart: 0.3, busyS: 5, load: 0.5, train: 2, queueMs: 200 }],
    coreMs: 40,
    coreJitterMs: 6,
    stalls: { everyS: 25, leastMs: 80, mostMs: 300 },
    loss: { part: 0.005, burst: 3 },
  },
  {
    name: "another continent",
    links: [{ kbps: 10_000, busyPart: 0.3, busyS: 2, load: 0.5, train: 4, queueMs: 80 }],
    coreMs: 140,
    coreJitterMs: 2,
    strays: { part: 0.02, ms: 40 },
    flaps: { everyS: 40, ms: 25 },
    loss: { part: 0.01, burst: 2 },
  },
];

/** The delays of so many packets of 20 ms, in ms; Infinity for those that are lost. */
export function delaysOn(line: Line, packets: number, seed: number): Float64Array {
  const next = seeded(seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - next());
  const links = line.links.map((link) => new Wire(link, next));
  const loses = lossOf(line, next);
  let stallAt = line.stalls === undefined ? Infinity : 1000 * exponential(line.stalls.everyS);
  let stalledUntil = 0;
  return Float64Array.from({ length: packets }, (_, packet) => {
    const sent = packet * PTIME_MS;
    let at = sent;
    for (const link of links) at = link.pass(at);
    if (line.stalls !== undefined && at >= stallAt) {
      const { everyS, leastMs, mostMs } = line.stalls;
      stalledUntil = at + leastMs + next() * (mostMs - leastMs);
      stallAt = stalledUntil + 1000 * exponential(everyS);
    }
    at = Math.max(at, stalledUntil) + line.coreMs + exponential(line.coreJitterMs);
    if (line.strays !== undefined && next() < line.strays.part) at += next() * line.strays.ms;
    if (line.flaps !== undefined && Math.floor(sent / 1000 / line.flaps.everyS) % 2 === 1) at += line.flaps.ms;
    return loses() ? Infinity : at - sent;
  });
}

/** The queue and the wire of a link, as our packets find them. */
class Wire {
  readonly #link: Link;
  readonly #next: () => number;
  #now = 0;
  /** When the wire will have sent all that waits. */
  #freeAt = 0;
  #isBusy = false;
  #changesAt = 0;

  constructor(link: Link, next: () => number) {
    this.#link = link;
    this.#next = next;
  }

  /** When a packet that comes at `at` has been sent. */
  pass(at: number): number {
    const { kbps, load, train, queueMs } = this.#link;
    const trainMs = train * OTHERS_OCTETS * 8 / kbps;
    while (this.#now < at) {
      if (this.#now >= this.#changesAt) this.#change();
      const gap = this.#isBusy ? -trainMs / load * Math.log(1 - this.#next()) : Infinity;
      const until = Math.min(at, this.#changesAt, this.#now + gap);
      if (this.#now + gap <= Math.min(at, this.#changesAt)) {
        this.#freeAt = Math.min(until + queueMs, Math.max(this.#freeAt, until) + trainMs * 2 * this.#next());
      }
      this.#now = until;
    }
    this.#freeAt = Math.max(this.#freeAt, at) + OCTETS * 8 / kbps;
    return this.#freeAt;
  }

  #change(): void {
    const { busyPart, busyS } = this.#link;
    this.#isBusy = !this.#isBusy;
    const meanS = this.#isBusy ? busyS : busyS * (1 - busyPart) / busyPart;
    this.#changesAt = this.#now - 1000 * meanS * Math.log(1 - this.#next());
  }
}

function lossOf({ loss }: Line, next: () => number): () => boolean {
  let isLost = false;
  return () => {
    if (loss === undefined) return false;
    isLost = next() < (isLost ? 1 - 1 / loss.burst : loss.part / (1 - loss.part) / loss.burst);
    return isLost;
  };
}

/**
 * What a quantile of the delays predicts: so much later than the fastest packet of the two seconds before must be played, so
 * that `part` of the packets that come are in time.
 */
export function predicted(delays: Float64Array, part: number): number {
  const behind: number[] = [];
  for (let at = 0; at < delays.length; at++) {
    if (delays[at] === Infinity) continue;
    behind.push(delays[at]! - Math.min(...delays.subarray(Math.max(0, at - 100), at + 1)));
  }
  behind.sort((a, b) => a - b);
  return behind[Math.ceil(part * behind.length) - 1] ?? 0;
}
