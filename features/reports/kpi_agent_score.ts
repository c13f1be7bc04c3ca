import { share } from "./kpi_call.ts";

/** What one agent did. Offers that a colleague took, that were cancelled or came while he was paused or busy are not here. */
export interface AgentRecord {
  readonly answered: number;
  /** Rang at his phone and was taken by nobody. */
  readonly missed: number;
  /** Answered within the ringing time that the office aims at. */
  readonly answeredInTarget: number;
  readonly callbacksAnswered: number;
  readonly callbacksOwed: number;
}

/** A score is never shown without what it is made of. */
export interface AgentScore {
  /** From 0 to 100. */
  readonly score: number | null;
  /** Each from 0 to 1, or null where there was nothing to do. */
  readonly taken: number | null;
  readonly prompt: number | null;
  readonly calledBack: number | null;
}

const WEIGHTS = { taken: 0.5, prompt: 0.3, calledBack: 0.2 };
/** Fewer calls say nothing of a person. */
const FEWEST_CALLS = 10;

/** The composite score, for offices that ask for it: a part that is empty gives its weight to the others. */
export function agentScore(record: AgentRecord): AgentScore {
  const { answered, missed, answeredInTarget, callbacksAnswered, callbacksOwed } = record;
  const parts = {
    taken: share(answered, answered + missed),
    prompt: share(answeredInTarget, answered),
    calledBack: share(callbacksAnswered, callbacksOwed),
  };
  let [points, weights] = [0, 0];
  for (const name of ["taken", "prompt", "calledBack"] as const) {
    const part = parts[name];
    if (part === null) continue;
    points += WEIGHTS[name] * part;
    weights += WEIGHTS[name];
  }
  const whole = share(points, weights);
  return { score: whole === null || answered + missed < FEWEST_CALLS ? null : 100 * whole, ...parts };
}
