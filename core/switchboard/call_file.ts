import type { Caller, Diversion, SentOn } from "../call/mod.ts";
import type { Destination, RingName } from "../directory/mod.ts";

/** What must be known of a running call beside its legs. */
export interface CallFile {
  /** What was called. */
  readonly dialled: string;
  caller: Caller;
  /** Who has sent him on since he last talked with somebody, the last one first. */
  diversions?: readonly Diversion[];
  /** The same of those who sent the call on before it came to us. */
  sentOn?: SentOn | undefined;
  /** Where the caller was brought last. */
  via?: Destination;
  /** For whom it is made, by an account code. */
  account?: string;
  /** How calls to the number ring that was called. */
  readonly ring?: RingName | undefined;
  /** What is left of the caller's Max-Forwards. */
  readonly maxForwards: number;
  /** Through which boxes a call from another office has come: see `passed.ts`. */
  readonly passed?: readonly string[];
}

/** Whether whoever has this number in the call hides it: it is known only of the one who made it. */
export function hides(call: Pick<CallFile, "caller"> | undefined, number: string | undefined): boolean {
  return call?.caller.hidden === true && call.caller.party.number === number;
}
