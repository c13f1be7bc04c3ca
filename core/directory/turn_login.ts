import { createHmac } from "node:crypto";
import type { BrowserPhones } from "./browser_phones.ts";

/** How long a name and a password of a phone's own hold, in seconds: a page that is stolen is of no use after that. */
export const TURN_LOGIN_S = 3_600;

/**
 * By what the office's TURN servers let somebody in. Where it names no user, the name is until when it holds and whose it is,
 * and the password an HMAC of that (draft-uberti-behave-turn-rest-00 §2.2). Undefined where there is no secret.
 *
 * @param whose an extension, or what else asks
 * @param now milliseconds since 1970
 */
export function turnLoginFor(
  { turnUser, secret }: Pick<BrowserPhones, "turnUser" | "secret">,
  whose: string,
  now: number,
): { readonly username: string; readonly credential: string } | undefined {
  if (secret === undefined) return undefined;
  if (turnUser !== undefined) return { username: turnUser, credential: secret };
  const username = `${Math.floor(now / 1_000) + TURN_LOGIN_S}:${whose}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}
