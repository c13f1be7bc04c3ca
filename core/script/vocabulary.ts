import type { Instant } from "../base/mod.ts";
import type { LegEvent, LegId } from "../call/mod.ts";
import type { Destination } from "../directory/mod.ts";
import type { Cause } from "../record/mod.ts";
import type { Command, Outcomes } from "./outcomes.ts";

/**
 * What happens to a call, as a generator that reads top-down: it yields what it wants and is resumed with what
 * happened. It holds ids and numbers, never objects; verbs look up now.
 */
export type Script<T> = Generator<Want, T, unknown>;

/** Makes the script of a destination: one entry per kind. */
export type ScriptTable = Readonly<Record<string, (caller: LegId, id: string) => Script<Ending>>>;

/**
 * How a try to reach somebody ended. A caller who was not reached is still there: he waits for an answer, or was answered to
 * be told why; `isTold`: he was.
 */
export type Ending =
  | { readonly reached: true; readonly cause: Cause }
  | { readonly reached: false; readonly cause: Cause; readonly isTold?: boolean };

/** What a script may yield. */
export type Want =
  | { readonly want: "act"; readonly command: Command }
  /** The next event on one of the legs, or "time-out" when `until` comes first. */
  | { readonly want: "next"; readonly of: readonly LegId[]; readonly until: Instant | undefined }
  /** A fax that calls on the leg while only the box hears it. All else that happens to the leg is for others. */
  | { readonly want: "fax"; readonly of: LegId }
  /** The script for a destination, as its kind's table entry makes it. */
  | { readonly want: "reach"; readonly caller: LegId; readonly destination: Destination }
  /** Several scripts at once; the first that returns wins, the others are ended: their `finally` may act, never wait. */
  | { readonly want: "race"; readonly scripts: readonly Script<unknown>[] }
  /** Several scripts at once, until all have returned. */
  | { readonly want: "all"; readonly scripts: readonly Script<unknown>[] }
  /** One more script beside this one, in the same call. */
  | { readonly want: "spawn"; readonly script: Script<unknown> };

/** Does something at once. */
export function* act<C extends Command>(command: C): Script<Outcomes[C["do"]]> {
  return (yield { want: "act", command }) as Outcomes[C["do"]];
}

/** Waits for what happens next on one of the legs; "time-out" when `until` comes first. */
export function* next(of: readonly LegId[], until?: Instant): Script<LegEvent | "time-out"> {
  return (yield { want: "next", of, until }) as LegEvent | "time-out";
}

/** Waits until a fax calls on a leg that has talked to nobody yet. */
export function* faxOn(leg: LegId): Script<void> {
  yield { want: "fax", of: leg };
}

/** Brings the caller to a destination of any kind. */
export function* reach(caller: LegId, destination: Destination): Script<Ending> {
  return (yield { want: "reach", caller, destination }) as Ending;
}

/** Runs scripts side by side until one returns; gives its place in the list and what it returned. */
export function* race<T>(scripts: readonly Script<T>[]): Script<{ readonly first: number; readonly value: T }> {
  return (yield { want: "race", scripts }) as { first: number; value: T };
}

/** Runs scripts side by side until all have returned. */
export function* all<T>(scripts: readonly Script<T>[]): Script<readonly T[]> {
  return (yield { want: "all", scripts }) as readonly T[];
}

/** Starts a script beside this one; the call's end ends it too. */
export function* spawn(script: Script<unknown>): Script<void> {
  yield { want: "spawn", script };
}
