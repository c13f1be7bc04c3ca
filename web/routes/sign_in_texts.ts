import type { SignIn } from "../sign_in/mod.ts";
import type { Words } from "../words/mod.ts";

export function minutesOf(ms: number): number {
  return Math.ceil(ms / 60_000);
}

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
