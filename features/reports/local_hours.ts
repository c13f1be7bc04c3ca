/** What a wall's clock and calendar show at an instant. */
export interface LocalHour {
  /** `2026-03-02` */
  readonly date: string;
  /** From 0 to 23. */
  readonly hour: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** From UTC, in milliseconds. */
  readonly offsetMs: number;
}

const QUARTER_MS = 900_000;

/** The hours of one zone, looked up once for each quarter of an hour: a report asks for them once for every call. */
export class LocalHours {
  readonly #timeZone: string;
  readonly #known = new Map<number, LocalHour>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  at(instant: number): LocalHour {
    const quarter = Math.floor(instant / QUARTER_MS);
    const known = this.#known.get(quarter);
    if (known !== undefined) return known;
    const first = this.#look(quarter * QUARTER_MS);
    // Clocks have changed at a minute past midnight: such a quarter of an hour is two.
    if (first.offsetMs !== this.#look((quarter + 1) * QUARTER_MS - 1).offsetMs) return this.#look(instant);
    this.#known.set(quarter, first);
    return first;
  }

  #look(instant: number): LocalHour {
    const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.#timeZone);
    const { hour, dayOfWeek: weekday, offsetNanoseconds } = here;
    return { date: here.toPlainDate().toString(), hour, weekday, offsetMs: offsetNanoseconds / 1e6 };
  }

  /** `2026-03-02T10:00:00+02:00` */
  written(instant: number): string {
    const { offsetMs } = this.at(instant);
    const minutes = Math.abs(offsetMs) / 60_000;
    const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
    const local = new Date(instant + offsetMs).toISOString().slice(0, 19);
    return `${local}${offsetMs < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
  }
}
