import type { InBoth } from "./in_both.ts";

/** What whoever keeps the box is told of it, beside what stands on the page of its health. */
export interface AlertWords {
  /** Somebody was locked out; `name` is empty where he gave none. */
  readonly guesses: (name: string, address: string) => string;
  readonly soundsBad: (who: string) => string;
}

export const ALERTS: InBoth<AlertWords> = {
  en: {
    guesses: (name, address) =>
      name === ""
        ? `Somebody guesses how to sign in, from ${address}`
        : `Somebody guesses the password of ${name}, from ${address}`,
    soundsBad: (who) => `Calls sound bad: ${who}`,
  },
  ro: {
    guesses: (name, address) =>
      name === ""
        ? `Cineva încearcă să ghicească cum se intră, de la ${address}`
        : `Cineva încearcă să ghicească parola contului ${name}, de la ${address}`,
    soundsBad: (who) => `Apelurile se aud prost: ${who}`,
  },
};
