import type { Json, WallTime } from "../../core/base/mod.ts";

/** A wrong PIN: from which number, and when. */
export interface Failure {
  readonly number: string;
  readonly at: WallTime;
}

/** Of one number, and of all together, within the time that is looked back on. */
const MOST_OF_ONE = 3;
const MOST_OF_ALL = 30;
const LOOK_BACK_MS = 60 * 60_000;
/** Nobody writes a longer one. */
const LONGEST_NUMBER = 32;

/** Whether somebody may try a PIN. */
export function mayTry(failures: readonly Failure[], number: string): boolean {
  return failures.length < MOST_OF_ALL && failures.filter((each) => each.number === cut(number)).length < MOST_OF_ONE;
}

/** One more; what is too old, and more than can matter, is forgotten. */
export function withFailure(failures: readonly Failure[], failure: Failure): readonly Failure[] {
  return [...failures, { ...failure, number: cut(failure.number) }].slice(-MOST_OF_ALL);
}

/** Without those of one number, who has proved to know better. */
export function withoutThoseOf(failures: readonly Failure[], number: string): readonly Failure[] {
  return failures.filter((each) => each.number !== cut(number));
}

/** Reads what was kept, as far as it is not too old; a clock that was set back forgives nobody for longer than that. */
export function readFailures(value: Json | undefined, now: WallTime): readonly Failure[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).flatMap((each) => {
    const [number, at] = Array.isArray(each) ? each as readonly Json[] : [];
    if (typeof number !== "string" || typeof at !== "number") return [];
    return Math.abs(now - at) < LOOK_BACK_MS ? [{ number, at: at as WallTime }] : [];
  });
}

/** What is to be kept; undefined when there is nothing. */
export function writeFailures(failures: readonly Failure[]): Json | undefined {
  return failures.length === 0 ? undefined : failures.map(({ number, at }) => [number, at]);
}

function cut(number: string): string {
  return number.slice(0, LONGEST_NUMBER);
}
