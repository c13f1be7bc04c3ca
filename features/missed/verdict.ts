import { callerKey } from "../../core/routing/mod.ts";
import type { Call, Clue, Party, Step } from "./call.ts";
import type { Policy } from "./policy.ts";

/** What became of a call, for the whole team. */
export type Outcome =
  | "answered"
  | "missed"
  | "voicemail_received"
  | "failed_busy"
  | "failed"
  | "early_cancel"
  | "ivr_abandon"
  | "announcement_only"
  | "fax_received"
  | "conference"
  | "probe"
  | "internal"
  | "outbound"
  | "undecided";

/** A call, judged. The same rows give the same verdict, whenever and in whatever order they came. */
export interface Verdict {
  readonly call: Call;
  readonly outcome: Outcome;
  /** Undefined while it is undecided. */
  readonly isMissed: boolean | undefined;
  /** Extensions that rang, sorted. */
  readonly rang: readonly string[];
  /** Numbers outside that rang for the office, sorted. */
  readonly rangOutside: readonly string[];
  /** `102`, `external:+40722000111`, in the order in which they spoke. */
  readonly answeredBy: readonly string[];
  /** `IVR → 1 → Sales Queue` */
  readonly route: string | undefined;
}

/** Judges one call: was it missed by everybody? */
export function judge(call: Call, policy: Policy): Verdict {
  const outcome = outcomeOf(call, policy);
  const isOurs = call.direction === "inbound";
  const rung = call.offers.filter(({ rang }) => rang).map(({ party }) => party);
  return {
    call,
    outcome,
    isMissed: outcome === "undecided" ? undefined : outcome === "missed",
    rang: isOurs ? numbersOf(rung, "extension") : [],
    rangOutside: isOurs ? numbersOf(rung, "outside") : [],
    answeredBy: isOurs ? unique(call.answers.map(({ party }) => nameOf(party))) : [],
    route: isOurs ? labelOf(call.steps) : undefined,
  };
}

/** From the top: the first that fits decides. */
function outcomeOf(call: Call, policy: Policy): Outcome {
  const has = (clue: Clue) => call.clues.has(clue);
  if (call.direction !== "inbound") return call.direction;
  if (!call.isFinished) return "undecided";
  if (isProbe(call, policy)) return "probe";
  if (call.answers.length > 0) return "answered";
  if (has("fax")) return "fax_received";
  if (has("message")) return policy.countVoicemail ? "missed" : "voicemail_received";
  if (call.offers.some(({ rang }) => rang) || has("queued") || has("marked")) return "missed";
  if (has("blocked")) return policy.countBlocked ? "missed" : "failed";
  if (has("conference")) return "conference";
  if (has("busy")) return policy.countBusy ? "missed" : "failed_busy";
  if (has("failed")) return "failed";
  if (has("menu")) return "ivr_abandon";
  return has("announcement") ? "announcement_only" : "early_cancel";
}

function isProbe(call: Call, { probeNumbers, probeExtensions, country }: Policy): boolean {
  return probeNumbers.some((number) => number === call.outsider || callerKey(number, { country }) === call.outsider) ||
    call.destinations.some((destination) => probeExtensions.includes(destination));
}

/** The way as people read it: a stage told twice is one, and the extension behind a choice goes without saying. */
export function labelOf(steps: readonly Step[]): string | undefined {
  const words = (step: Step) =>
    step.kind === "voicemail" ? "Voicemail" : step.kind === "extension" ? `Ext ${step.name}` : step.name;
  const stages = steps.filter((step, at) => {
    const before = steps[at - 1];
    return before === undefined || before.kind !== step.kind || words(before) !== words(step);
  });
  const told = stages.filter((step, at) => step.kind !== "extension" || stages[at - 1]?.kind !== "choice");
  return told.length === 0 ? undefined : told.map(words).join(" → ");
}

/** `102` or `external:+40722000111`. */
export function nameOf(party: Party): string {
  return party.is === "extension" ? party.number : `external:${party.number}`;
}

function numbersOf(parties: readonly Party[], is: Party["is"]): readonly string[] {
  return sorted(unique(parties.filter((party) => party.is === is).map(({ number }) => number)));
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];

/** Extensions by their number, then names: 99, 101, 1000, Ana. */
export function sorted(numbers: readonly string[]): readonly string[] {
  const rank = (text: string) => (/^\d+$/.test(text) ? `0${String(text.length).padStart(3, "0")}${text}` : `1${text}`);
  return [...numbers].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}
