import type { Proof, SignIn } from "../sign_in/mod.ts";
import type { Words } from "../words/mod.ts";

export function minutesOf(ms: number): number {
  return Math.ceil(ms / 60_000);
}

/** With which status a program hears why somebody did not get in. */
export const UNPROVED: Readonly<Record<Exclude<Proof["came"], "in">, number>> = {
  refused: 403,
  locked: 429,
  busy: 503,
};

/** What is said to who did not get in. */
export function refusalOf(
  came: Exclude<SignIn, { readonly came: "in" | "half" }>,
  words: Words["signIn"],
  wrong: string,
): string {
  switch (came.came) {
    case "locked":
      return words.locked(minutesOf(came.waitMs));
    case "busy":
      return words.busy;
    case "refused":
      return wrong;
  }
}
