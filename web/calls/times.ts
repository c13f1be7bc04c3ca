import { LocalHours } from "../../core/base/mod.ts";

/** By somebody's clock. */
export interface Clock {
  readonly timeZone: string;
  /** 0 to 23. */
  readonly hour?: number | undefined;
  /** 1 is Monday. */
  readonly weekday?: number | undefined;
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

const QUARTER_MS = 900_000;

/** When calls are to have begun: in a period, but only at some times of it. */
export class Times {
  readonly #period: Piece;
  readonly #clock: Clock;
  readonly #hours: LocalHours;

  constructor(period: Piece, clock: Clock) {
    this.#period = period;
    this.#clock = clock;
    this.#hours = LocalHours.of(clock.timeZone);
  }

  has(at: number): boolean {
    const { hour, weekday } = this.#clock;
    const local = this.#hours.at(at);
    return (hour === undefined || local.hour === hour) && (weekday === undefined || local.weekday === weekday);
  }

  /** The last first, from before an instant on: every clock goes by quarters of an hour. */
  *pieces(before: number = Infinity): Generator<Piece> {
    const { from } = this.#period;
    let end: number | undefined;
    for (let to = Math.min(this.#period.to, before); to > from;) {
      const start = Math.max(from, (Math.ceil(to / QUARTER_MS) - 1) * QUARTER_MS);
      const isThen = this.has(start);
      if (isThen) end ??= to;
      if (end !== undefined && (!isThen || start === from)) {
        yield { from: isThen ? start : to, to: end };
        end = undefined;
      }
      to = start;
    }
  }
}
