import type { Flow, Instant, WallTime } from "../base/mod.ts";
import { glanceAt } from "./sip_glance.ts";

/** One SIP message as it passed the door of the box. */
export interface TraceEntry {
  readonly at: Instant;
  readonly wall: WallTime;
  readonly direction: "in" | "out";
  readonly flow: Flow;
  readonly bytes: Uint8Array;
  /** The call's id, where the one who adds knows it. */
  readonly call?: string;
}

export interface TraceLimits {
  /** Bytes of messages that are kept; 16 MiB are about 20,000 messages. */
  readonly limitBytes: number;
  readonly limitMessages: number;
}

/** So many calls' names are remembered; the ring's messages of older calls are gone by then. */
const MOST_NAMES = 10_000;

/**
 * The last messages that passed, for `kontor trace`. Adding costs a push: nothing is read until somebody asks, and bytes
 * are kept by reference, so whoever adds must not write into them again.
 */
export class TraceRing {
  readonly #limits: TraceLimits;
  readonly #entries: (TraceEntry | undefined)[];
  readonly #calls = new Map<string, string>();
  #first = 0;
  #count = 0;
  #bytes = 0;

  constructor(limits: TraceLimits) {
    if (limits.limitMessages < 1) {
      throw new RangeError(`Cannot keep "${limits.limitMessages}" messages: expected 1 or more`);
    }
    this.#limits = limits;
    this.#entries = new Array(limits.limitMessages);
  }

  /** How many messages are kept. */
  get size(): number {
    return this.#count;
  }

  /** How many bytes they have. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps a message; the oldest ones make room. One that is longer than the whole ring is left out. */
  add(entry: TraceEntry): void {
    const size = entry.bytes.length;
    if (size > this.#limits.limitBytes) return;
    while (this.#count === this.#limits.limitMessages || this.#bytes + size > this.#limits.limitBytes) this.#forget();
    this.#entries[(this.#first + this.#count) % this.#limits.limitMessages] = withOwnBytes(entry);
    this.#count++;
    this.#bytes += size;
  }

  /** Tells which call a SIP Call-ID belongs to, so that all dialogs of a call are found by its id. */
  name(sipCallId: string, call: string): void {
    this.#calls.delete(sipCallId);
    this.#calls.set(sipCallId, call);
    if (this.#calls.size <= MOST_NAMES) return;
    const oldest = this.#calls.keys().next().value;
    if (oldest !== undefined) this.#calls.delete(oldest);
  }

  /** The messages of a call, by its id or by the SIP Call-ID of any of its dialogs, oldest first. */
  of(id: string): readonly TraceEntry[] {
    const entries = this.#all();
    const callIds = entries.map((entry) => glanceAt(entry.bytes).callId);
    const call = this.#calls.get(id) ??
      entries.find((entry, at) => callIds[at] === id && entry.call !== undefined)?.call;
    return entries.filter((entry, at) => {
      const callId = callIds[at];
      const owner = entry.call ?? (callId === undefined ? undefined : this.#calls.get(callId));
      return callId === id || owner === id || (call !== undefined && owner === call);
    });
  }

  #all(): readonly TraceEntry[] {
    const entries: TraceEntry[] = [];
    for (let at = 0; at < this.#count; at++) {
      const entry = this.#entries[(this.#first + at) % this.#limits.limitMessages];
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  #forget(): void {
    const oldest = this.#entries[this.#first];
    this.#entries[this.#first] = undefined;
    this.#first = (this.#first + 1) % this.#limits.limitMessages;
    this.#count--;
    this.#bytes -= oldest?.bytes.length ?? 0;
  }
}

// A small view of a large receive buffer would keep all of it alive, and the limit would count the view only.
function withOwnBytes(entry: TraceEntry): TraceEntry {
  return entry.bytes.buffer.byteLength <= 2 * entry.bytes.length ? entry : { ...entry, bytes: entry.bytes.slice() };
}
