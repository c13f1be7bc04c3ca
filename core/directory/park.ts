/** The parking lot. */
export interface Park {
  /** Numbers of the slots, in the order in which they fill. */
  readonly slots: readonly string[];
  /** How long a caller waits before the phone of whoever parked him rings. */
  readonly returnAfterS: number;
  /** How long it rings; then the caller waits on. */
  readonly ringForS: number;
}

/** The lot of an office that says nothing of it. */
export const DEFAULT_PARK: Park = Object.freeze({
  slots: Object.freeze(Array.from({ length: 10 }, (_, at) => String(70 + at))),
  returnAfterS: 60,
  ringForS: 20,
});

/** That of an office where nobody parks. */
export const NO_PARK: Park = Object.freeze({ ...DEFAULT_PARK, slots: Object.freeze([]) });
