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
const DAY_MS = 86_400_000;

/** A hundred days of them. */
const MOST_QUARTERS = 10_000;
/** An office has one or two. */
const MOST_ZONES = 10;
const BY_ZONE = new Map<string, LocalHours>();

/** The hours of one zone, looked up once for each quarter of an hour: a report asks for them once for every call. */
export class LocalHours {
  readonly #timeZone: string;
  readonly #known = new Map<number, LocalHour>();
  /** By day, of those on which no clock was put forward or back. */
  readonly #offsets = new Map<number, number | undefined>();

  private constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** The same ones for all who ask. */
  static of(timeZone: string): LocalHours {
    const known = BY_ZONE.get(timeZone);
    if (known !== undefined) return known;
    if (BY_ZONE.size === MOST_ZONES) BY_ZONE.clear();
    const made = new LocalHours(timeZone);
    BY_ZONE.set(timeZone, made);
    return made;
  }

  at(instant: number): LocalHour {
    const quarter = Math.floor(instant / QUARTER_MS);
    const known = this.#known.get(quarter);
    if (known !== undefined) return known;
    const first = this.#look(quarter * QUARTER_MS);
    // Clocks have changed at a minute past midnight: such a quarter of an hour is two.
    if (first.offsetMs !== this.#offsetAt((quarter + 1) * QUARTER_MS - 1)) return this.#look(instant);
    if (this.#known.size === MOST_QUARTERS) this.#known.clear();
    this.#known.set(quarter, first);
    return first;
  }

  #look(instant: number): LocalHour {
    const offsetMs = this.#offsetAt(instant);
    const local = new Date(instant + offsetMs);
    const weekday = local.getUTCDay() || 7;
    return { date: local.toISOString().slice(0, 10), hour: local.getUTCHours(), weekday, offsetMs };
  }

  /** Where it is the same at both ends of a day, it is so all day: nobody puts the clock back on the day he put it forward. */
  #offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY_MS);
    if (!this.#offsets.has(day)) {
      if (this.#offsets.size === MOST_QUARTERS) this.#offsets.clear();
      const [first, last] = [this.#askOffset(day * DAY_MS), this.#askOffset((day + 1) * DAY_MS - 1)];
      this.#offsets.set(day, first === last ? first : undefined);
    }
    return this.#offsets.get(day) ?? this.#askOffset(instant);
  }

  #askOffset(instant: number): number {
    const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(this.#timeZone);
    return here.offsetNanoseconds / 1e6;
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

/** Whether clocks somewhere go by it. Offsets ("+02:00"), which know no summer time, are none. */
export function isTimeZone(given: string): boolean {
  if (!/^[A-Za-z]/.test(given)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: given }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
