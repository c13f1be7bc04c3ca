import { type Instant, START } from "../base/mod.ts";
import type { CallNote } from "../call/mod.ts";
import type { CallEvent, CallFact } from "../record/mod.ts";
import { assemble, type SwitchboardOptions } from "./assemble.ts";
import type { Effect } from "./effect.ts";
import type { Input } from "./input.ts";
import { lightLamps } from "./lamps.ts";
import type { Parts } from "./parts.ts";
import { settle } from "./settle.ts";
import { take } from "./take.ts";
import { nextByTheClock, nextErrand, nextExpiry } from "./tick.ts";
import { tellChanged } from "./waiting.ts";

/** All that have deadlines. */
const MACHINES = [
  "transactions",
  "duties",
  "registrations",
  "lamps",
  "mails",
  "hooks",
  "trunks",
  "tolls",
  "life",
  "publications",
  "scripts",
  "errands",
  "calls to make",
  "expiry of recordings",
  "the clock",
] as const;

/**
 * The one machine: an input and the time in, effects out. No socket, no clock, no promise; one input is one turn, and
 * the same inputs give the same effects.
 */
export class Switchboard {
  readonly #parts: Parts;
  #sequence: number;

  constructor(options: SwitchboardOptions) {
    this.#sequence = options.lastSequence ?? 0;
    this.#parts = assemble(options);
  }

  /** One turn. The effects are to be carried out in their order. */
  handle(input: Input, now: Instant): readonly Effect[] {
    this.#parts.exchange.now = now;
    take(this.#parts, input);
    settle(this.#parts);
    return this.#harvest();
  }

  /** When `handle({ type: "tick" })` is next wanted. */
  nextDeadline(): Instant | undefined {
    let earliest: Instant | undefined;
    for (const at of this.#deadlines()) {
      if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
    }
    return earliest;
  }

  /** Which of its machines wait for something, for whoever wonders what keeps it awake. */
  waiting(): readonly (typeof MACHINES)[number][] {
    const deadlines = this.#deadlines();
    return MACHINES.filter((_, at) => deadlines[at] !== undefined);
  }

  /** In the order of {@link MACHINES}. */
  #deadlines(): readonly (Instant | undefined)[] {
    const { exchange, lamps, life, mails, publications, registrar, runner, tolls, trunks } = this.#parts;
    return [
      exchange.transactions.next(),
      exchange.nextDuty(),
      registrar.next(),
      lamps.next(),
      mails.next(),
      this.#parts.hooks.next(),
      trunks.next(exchange.now),
      tolls.next(exchange.directory.brakes, exchange.now),
      life.next(),
      publications.next(),
      runner.next(),
      nextErrand(this.#parts),
      this.#parts.draining ? undefined : this.#parts.callsToMakeAt,
      nextExpiry(this.#parts),
      nextByTheClock(this.#parts),
    ];
  }

  /** Calls outside are paid for from their answer to their end, wherever they sit meanwhile. */
  #reckon(fact: CallFact): void {
    const { exchange: { now }, tolls } = this.#parts;
    switch (fact.type) {
      case "leg.answered":
        return tolls.answered(fact.leg, now);
      case "leg.moved":
        return tolls.moved(fact.leg, fact.to);
      case "leg.taken":
        return tolls.taken(fact.leg, fact.sipCallId);
      case "trunk.failed":
        return tolls.failed(fact.leg);
      case "leg.ended":
        return tolls.ended(fact.leg, now);
    }
  }

  #harvest(): readonly Effect[] {
    const { exchange } = this.#parts;
    const { media, effects, notes } = exchange.harvest();
    const emitted = this.#parts.takeEmitted();
    const all: Effect[] = media.map((command) => ({ type: "media", command }));
    for (const effect of effects) all.push(effect);
    for (const effect of emitted) all.push(effect);
    for (const note of notes) {
      this.#reckon(note.fact);
      all.push(this.#recorded(note));
    }
    // Lamps come after the calls that light them.
    lightLamps(this.#parts, notes);
    tellChanged(this.#parts);
    const late = exchange.harvest();
    for (const note of late.notes) all.push(this.#recorded(note));
    for (const effect of late.effects) all.push(effect);
    return all;
  }

  #recorded({ call, fact }: CallNote): Effect {
    this.#sequence += 1;
    const monotonicMs = this.#parts.exchange.now - START;
    const event: CallEvent = { ...fact, call, sequence: this.#sequence, at: this.#parts.wall(), monotonicMs };
    return { type: "event", event };
  }
}
