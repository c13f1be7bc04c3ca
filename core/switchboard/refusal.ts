import type { DeskAnswer } from "./desk.ts";

/** A {@link DeskAnswer} that says why not. */
export type Refused = Extract<DeskAnswer, { readonly type: "refused" }>;

/** No, and of which kind that is: for programs that ask, and for people. */
export function refusal(why: NonNullable<Refused["why"]>, text: string): Refused {
  return { type: "refused", text, why };
}
