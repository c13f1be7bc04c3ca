import type { CallEvent } from "../record/mod.ts";

/** Past this many waiting events new calls are refused. */
export const FULL_PAST = 10_000;

/** The queue counts as full until it has shrunk to this, so that calls are not refused and taken in turns. */
export const ROOM_AGAIN_AT = 5_000;

/** One transaction holds at most this many events, so that a long queue does not become one long commit. */
export const BATCH = 1_000;

/**
 * The events between the turn that made them and the commit that keeps them.
 *
 *      append          take             acknowledge
 *     ────────▶ unsent ─────▶ on the way ──────────▶ gone
 *                  ▲              │
 *                  └──── takeBack ┘  the commit failed, or nobody knows
 */
export class RecordQueue {
  readonly #events: CallEvent[] = [];
  #onTheWay = 0;
  #acknowledged: number;
  #full = false;

  constructor(lastSequence: number) {
    this.#acknowledged = lastSequence;
  }

  /** How many are not acknowledged. */
  get waiting(): number {
    return this.#events.length;
  }

  /** How many of those have not been taken. */
  get unsent(): number {
    return this.#events.length - this.#onTheWay;
  }

  get full(): boolean {
    return this.#full;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The last sequence that was appended. */
  get last(): number {
    return this.#acknowledged + this.#events.length;
  }

  append(event: CallEvent): void {
    if (event.sequence !== this.last + 1) {
      throw new Error(`Cannot append event "${event.sequence}" of call "${event.call}": expected "${this.last + 1}"`);
    }
    this.#events.push(event);
    if (this.#events.length > FULL_PAST) this.#full = true;
  }

  /** The next batch; empty when there is nothing to send. */
  take(): readonly CallEvent[] {
    const batch = this.#events.slice(this.#onTheWay, this.#onTheWay + BATCH);
    this.#onTheWay += batch.length;
    return batch;
  }

  /** What was taken may not have arrived: it will be taken again. */
  takeBack(): void {
    this.#onTheWay = 0;
  }

  /** All up to `sequence` are committed; hearing it twice is quiet. */
  acknowledge(sequence: number): void {
    const count = sequence - this.#acknowledged;
    if (count <= 0) return;
    if (count > this.#onTheWay) throw new Error(`Cannot acknowledge event "${sequence}": it was never sent`);
    this.#events.splice(0, count);
    this.#onTheWay -= count;
    this.#acknowledged = sequence;
    if (this.#events.length <= ROOM_AGAIN_AT) this.#full = false;
  }
}
