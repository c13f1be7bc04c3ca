import type { DiversionReason } from "../../core/call/mod.ts";
import type { Destination, Extension, Forward } from "../../core/directory/mod.ts";
import { FORWARD_WHEN, type ForwardWhen, type Line } from "../../core/notebook/mod.ts";
import type { Cause } from "../../core/record/mod.ts";

/** All that decides what becomes of a call before any phone rings. */
export interface Called {
  /** Why the caller is not let through. */
  readonly unwanted: Unwanted | undefined;
  readonly doNotDisturb: boolean;
  /** He is to be let through nevertheless. */
  readonly isVip: boolean;
  readonly forward: Forward;
  /** It has as many calls as it may have. */
  readonly isFull: boolean;
  /** There is a phone that can ring. */
  readonly isThere: boolean;
}

/** A caller whom the called one has blocked; or he hides, and those who do are blocked. */
export type Unwanted = "caller" | "anonymous";

/** What to do with the call. */
export type Step = { readonly step: "ring" } | Outcome;
/** What to do with a call that is not answered here. */
export type Outcome =
  | { readonly step: "forward"; readonly to: Destination; readonly reason: DiversionReason }
  | { readonly step: "refuse"; readonly why: Unwanted }
  | { readonly step: "end"; readonly cause: Cause };

/** The one place that decides; what stands higher goes first. */
export function decide({ unwanted, doNotDisturb, isVip, forward, isFull, isThere }: Called): Step {
  if (unwanted !== undefined) return { step: "refuse", why: unwanted };
  if (doNotDisturb && !isVip) return forwardOr(forward.busy, "do-not-disturb", "busy");
  if (forward.always !== undefined) return { step: "forward", to: forward.always, reason: "unconditional" };
  if (isFull) return forwardOr(forward.busy, "user-busy", "busy");
  if (!isThere) return forwardOr(forward.unreachable, "unavailable", "unavailable");
  return { step: "ring" };
}

/** The same once its phones have rung in vain. */
export function decideAfterwards(cause: Cause, forward: Forward): Outcome {
  const when = WHEN[cause];
  return when === undefined ? { step: "end", cause } : forwardOr(forward[when], REASONS[when], cause);
}

/** Who says no is busy to the caller. A caller who gave up goes nowhere. */
const WHEN: Readonly<Partial<Record<Cause, Exclude<ForwardWhen, "always">>>> = {
  "busy": "busy",
  "rejected": "busy",
  "no-answer": "no-answer",
  "unavailable": "unreachable",
  "not-found": "unreachable",
  "timeout": "unreachable",
  "fault": "unreachable",
};

const REASONS = { "busy": "user-busy", "no-answer": "no-answer", "unreachable": "unavailable" } as const;

function forwardOr(to: Destination | undefined, reason: DiversionReason, cause: Cause): Outcome {
  return to === undefined ? { step: "end", cause } : { step: "forward", to, reason };
}

/** What somebody has set from his phone stands before what the office file says. */
export function forwardOf(line: Line, extension: Extension): Forward {
  const forward: { -readonly [W in keyof Forward]: Forward[W] } = { ...extension.forward };
  for (const when of FORWARD_WHEN) {
    const number = line.forward[when];
    if (number !== undefined) forward[when] = { kind: "dial", id: number };
  }
  return forward;
}
