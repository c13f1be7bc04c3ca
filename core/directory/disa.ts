import { hash } from "node:crypto";

/** A way into the office for somebody who calls from outside: he dials as if he sat at an extension's phone (DISA). */
export interface DisaSource {
  /** As destinations name it: `disa home`. */
  readonly name: string;
  readonly number?: string;
  /** 6 digits at least. */
  readonly pin: string;
  /** Whose phone it is as if he had. */
  readonly extension: string;
}

/** The same in the directory, where no PIN is: only what one is told by. */
export interface Disa extends Omit<DisaSource, "pin"> {
  /** See {@link pinKey}. */
  readonly pinKey: string;
}

/** What the directory knows a PIN by. Six digits are soon guessed from it, but no log and no screen shows them by mistake. */
export function pinKey(name: string, pin: string): string {
  return hash("sha256", `disa:${name}:${pin}`);
}
