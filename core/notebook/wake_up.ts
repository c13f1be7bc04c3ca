import type { WallTime } from "../base/mod.ts";
import type { Errand } from "./errand.ts";

const MOST_TRIES = 5;

/** Which of the errands is somebody's wake-up call. */
export function wakeUpKey(number: string): string {
  return `wake-up/${number}`;
}

/** As whom the box calls: by what is dialled to set it, and by name. */
export interface WakeUpCaller {
  readonly code: string | false;
  readonly name: string;
}

/** The box calls him then. */
export function wakeUpErrand(number: string, at: WallTime, { code, name }: WakeUpCaller): Errand {
  return {
    number,
    from: { number: code === false ? number : code, name },
    to: { kind: "wake-up-call", id: "" },
    at,
    tries: MOST_TRIES,
  };
}
