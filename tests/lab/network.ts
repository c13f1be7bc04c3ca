import { type Chance, type Flow, type Instant, later, toText } from "../../core/base/mod.ts";

/** What a network does to datagrams; shares from 0 to 1. */
export interface Weather {
  readonly loss?: number;
  readonly duplicates?: number;
  /** Each datagram takes from 1 ms to this; a wide range reorders. */
  readonly delayMs?: number;
  /** What is said again comes through; and what nobody says again is not lost (RFC 3261 §17.2.1: 180). */
  readonly losesOnce?: boolean;
}

export interface Packet {
  /** "box", or a phone's `ip:port`. */
  readonly to: string;
  readonly from: Flow;
  readonly bytes: Uint8Array;
}

interface Travelling extends Packet {
  readonly at: Instant;
  readonly order: number;
}

const CALM: Required<Weather> = { loss: 0, duplicates: 0, delayMs: 1, losesOnce: false };

/** A network in a test: everything sent arrives late, some of it never, some twice. Connections lose nothing. */
export class Network {
  readonly #chance: Chance;
  #weather: Required<Weather> = CALM;
  readonly #said = new Set<string>();
  readonly #heap: Travelling[] = [];
  readonly #lastOf = new Map<string, Instant>();
  #sent = 0;

  constructor(chance: Chance, weather: Weather) {
    this.#chance = chance;
    this.turn(weather);
  }

  /** The weather turns; what is under way already stays so. */
  turn(weather: Weather): void {
    this.#weather = { ...CALM, ...weather };
  }

  send(now: Instant, packet: Packet): void {
    const { loss, duplicates, delayMs, losesOnce } = this.#weather;
    if (packet.from.transport !== "udp") {
      const key = `${packet.to} ${packet.from.connection}`;
      const at = Math.max(later(now, 1 + this.#chance.below(delayMs)), this.#lastOf.get(key) ?? 0) as Instant;
      this.#lastOf.set(key, at);
      return this.#push({ ...packet, at, order: this.#sent++ });
    }
    if (!(losesOnce && this.#isSpared(packet)) && this.#rolls(loss)) return;
    const copies = this.#rolls(duplicates) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      this.#push({ ...packet, at: later(now, 1 + this.#chance.below(delayMs)), order: this.#sent++ });
    }
  }

  next(): Instant | undefined {
    return this.#heap[0]?.at;
  }

  take(now: Instant): Packet | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = this.#heap.pop()!;
    if (this.#heap.length > 0) this.#sink(last);
    return first;
  }

  /** Whether it has been said before, or is never said again. */
  #isSpared({ to, bytes }: Packet): boolean {
    const text = toText(bytes);
    if (/^SIP\/2\.0 1(?!.*^RSeq:)/ms.test(text)) return true;
    const isNew = !this.#said.has(`${to} ${text}`);
    this.#said.add(`${to} ${text}`);
    return !isNew;
  }

  #rolls(share: number): boolean {
    return share > 0 && this.#chance.below(1_000_000) < share * 1_000_000;
  }

  #push(packet: Travelling): void {
    const heap = this.#heap;
    let slot = heap.length;
    heap.push(packet);
    while (slot > 0 && isBefore(packet, heap[(slot - 1) >> 1]!)) {
      heap[slot] = heap[(slot - 1) >> 1]!;
      slot = (slot - 1) >> 1;
    }
    heap[slot] = packet;
  }

  #sink(packet: Travelling): void {
    const heap = this.#heap;
    let slot = 0;
    for (;;) {
      const [left, right] = [heap[2 * slot + 1], heap[2 * slot + 2]];
      if (left === undefined) break;
      const child = right !== undefined && isBefore(right, left) ? right : left;
      if (isBefore(packet, child)) break;
      heap[slot] = child;
      slot = child === left ? 2 * slot + 1 : 2 * slot + 2;
    }
    heap[slot] = packet;
  }
}

function isBefore(a: Travelling, b: Travelling): boolean {
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
