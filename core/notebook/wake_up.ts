import type { WallTime } from "../base/mod.ts";
import type { Errand } from "./errand.ts";

const MOST_TRIES = 5;

/** Which of the errands is somebody's wake-up call. */
export function wakeUpKey(number: string): string {
  return `wake-up/${number}`;
}

/** The box calls him then. `code`: what is dialled to set it, shown as who calls. */
export function wakeUpErrand(number: string, at: WallTime, code: string | false): Errand {
  return {
    number,
    from: { number: code === false ? number : code, name: "Wake-up" },
    to: { kind: "wake-up-call", id: "" },
    at,
    tries: MOST_TRIES,
  };
}
