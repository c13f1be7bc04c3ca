import { type Clock, type Instant, START, type WallTime } from "../base/mod.ts";
import type { CallEvent, CallFact } from "../record/mod.ts";
import type { Store } from "./ports.ts";
import type { StoredBinding } from "./stored_binding.ts";

/** Where a store keeps its things; opening it again is the next start of the box. */
export interface Place {
  open(clock: Clock): Promise<Store>;
}

/** One question of the exam that every store sits. */
export interface Question {
  readonly name: string;
  /** Gets a place where nothing has been kept yet. */
  readonly sit: (place: Place) => Promise<void>;
}

/** A clock that a test moves by hand. */
export class HandClock implements Clock {
  #ms = 0;
  readonly #start: number;

  constructor(start = 1_750_000_000_000) {
    this.#start = start;
  }

  now(): Instant {
    return START + this.#ms as Instant;
  }

  wall(): WallTime {
    return this.#start + this.#ms as WallTime;
  }

  pass(ms: number): void {
    this.#ms += ms;
  }
}

/** The events of one call in the order of `facts`, the first with the sequence `from`. */
export function eventsFrom(from: number, call: string, facts: readonly CallFact[]): readonly CallEvent[] {
  return facts.map((fact, index) => ({
    ...fact,
    call,
    sequence: from + index,
    at: 1_750_000_000_000 + from + index as WallTime,
    monotonicMs: from + index + 0.25,
  }));
}

export const STARTED: CallFact = {
  type: "call.started",
  from: { number: "101", name: "Ana Pop" },
  dialled: "102",
  sipCallId: "a84b4c76e66710@192.0.2.7",
};
export const ENDED: CallFact = { type: "call.ended", cause: "normal" };
export const JOINED: CallFact = { type: "queue.joined", leg: "b", queue: "8001", position: 1 };
export const OFFERED: CallFact = {
  type: "leg.offered",
  leg: "b",
  party: { number: "102", name: "Bob Ion" },
  direction: "out",
  sipCallId: "b@192.0.2.1",
  userAgent: 'Snom/10 "é\u{1f4de}"',
};
export const WHOLE_CALL: readonly CallFact[] = [
  STARTED,
  OFFERED,
  { type: "leg.ringing", leg: "b" },
  { type: "leg.answered", leg: "b", codec: "PCMA" },
  { type: "bridge.made", a: "a", b: "b" },
  { type: "leg.digit", leg: "b", digit: "#", by: "rfc4733" },
  { type: "leg.ended", leg: "b", by: "them", cause: "normal", status: 200, text: "it's over" },
  ENDED,
];

export function bindingOf(number: string, expiresAt: number): StoredBinding {
  return {
    number,
    contact: `sip:${number}@192.0.2.7:5062;transport=tcp`,
    flow: {
      transport: "tcp",
      local: { ip: "192.0.2.1", port: 5060 },
      remote: { ip: "192.0.2.7", port: 40_112 },
    },
    path: ["<sip:edge.example.com;lr>"],
    callId: `${number}-call-id`,
    cseq: 7,
    preference: 900,
    expiresAt: expiresAt as WallTime,
    userAgent: "baresip v1.0",
  };
}

/** Opens the store for as long as `work` takes. */
export async function during(place: Place, clock: Clock, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await place.open(clock);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

export async function append(store: Store, events: readonly CallEvent[]): Promise<void> {
  for (const event of events) store.record.append(event);
  await store.record.flush();
}
