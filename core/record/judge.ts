import type { CallEnd } from "./call_outcome.ts";
import type { CallEvent } from "./event.ts";

/** What the list of missed calls says of a call from outside. `none`: a test of the line, a fax, or nobody could be reached. */
export type Judgement = "answered" | "missed" | "message" | "none";

/** By what the office tells which callers were missed: figures count the same calls as its list has. */
export interface CallJudge {
  /** All but whom it ignores, as a text; another text is another judge, and what was told by the one before is told anew. */
  readonly rules: string;
  /** Callers whom nobody misses, as `callerKey` names them. */
  readonly ignored: readonly string[];
  /** Undefined: it is no call from outside. */
  judgementOf(story: readonly CallEvent[], ignored: readonly string[]): Judgement | undefined;
}

/** What became of a call that ended so as its caller saw it, once it is judged. */
export function endAs(judgement: Judgement | undefined, end: CallEnd): CallEnd {
  switch (judgement) {
    case undefined:
      return end;
    case "answered":
      return "answered";
    case "missed":
      // Who is missed though no phone rang, for the office wants it so, was sent away.
      return end === "abandoned" ? end : "lost";
    case "message":
      return end === "unreached" ? end : "message";
    case "none":
      return end === "unreached" ? end : "void";
  }
}
