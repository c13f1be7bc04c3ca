import { type Act, actKeyed } from "./acts.ts";
import type { CallerState } from "./caller_state.ts";

/** A key, as browsers tell it. */
export type KeyPress = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

/** What a key asks for. */
export type Deed =
  | { readonly do: "act"; readonly act: Act }
  /** Calls whoever is chosen: there is no call to be sent to him. */
  | { readonly do: "dial" }
  | { readonly do: "search" }
  /** The slot that ends so: whoever waits there is fetched; in a free one the chosen call is parked. */
  | { readonly do: "slot"; readonly digit: string }
  | { readonly do: "person"; readonly by: 1 | -1 }
  | { readonly do: "call"; readonly by: 1 | -1 }
  | { readonly do: "back" };

/** A row of the list of keys on the page. */
export type KeyRow =
  | "people"
  | "calls"
  | "answer"
  | "transfer"
  | "announce"
  | "merge"
  | "park"
  | "slot"
  | "voicemail"
  | "hold"
  | "hang-up"
  | "search"
  | "back";
export const KEYS: Readonly<Record<KeyRow, readonly string[]>> = {
  search: ["/"],
  people: ["↑", "↓"],
  calls: ["←", "→"],
  answer: ["A"],
  transfer: ["Enter"],
  announce: ["Shift", "Enter"],
  merge: ["M"],
  park: ["P"],
  slot: ["0", "…", "9"],
  voicemail: ["V"],
  hold: ["H"],
  "hang-up": ["X"],
  back: ["Esc"],
};

const LETTERS: Readonly<Record<string, readonly Act[]>> = {
  a: ["answer", "fetch"],
  m: ["merge"],
  p: ["park"],
  v: ["voicemail"],
  h: ["hold", "resume"],
  x: ["hang-up"],
};

interface Where {
  /** He types what he looks for: letters are letters then. */
  readonly isTyping: boolean;
  /** The list of calls has the focus. */
  readonly isAtCalls: boolean;
  /** Of the chosen call; undefined where there is none. */
  readonly state: CallerState | undefined;
}

/** What a key does; undefined where it is the browser's. */
export function deedOf(press: KeyPress, { isTyping, isAtCalls, state }: Where): Deed | undefined {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = press;
  if (ctrlKey || altKey || metaKey) return undefined;
  switch (key) {
    case "ArrowDown":
      return { do: isAtCalls ? "call" : "person", by: 1 };
    case "ArrowUp":
      return { do: isAtCalls ? "call" : "person", by: -1 };
    case "Enter":
      return entered(state, shiftKey);
    case "Escape":
      return state === "announcing" ? { do: "act", act: "take-back" } : { do: "back" };
  }
  if (isTyping) return undefined;
  switch (key) {
    case "ArrowRight":
      return { do: "call", by: 1 };
    case "ArrowLeft":
      return { do: "call", by: -1 };
    case "/":
      return { do: "search" };
  }
  if (/^[0-9]$/.test(key)) return { do: "slot", digit: key };
  const act = state === undefined ? undefined : actKeyed(state, LETTERS[key.toLowerCase()] ?? []);
  return act === undefined ? undefined : { do: "act", act };
}

function entered(state: CallerState | undefined, asksFirst: boolean): Deed | undefined {
  if (state === undefined) return { do: "dial" };
  const act = actKeyed(state, asksFirst ? ["announce"] : ["transfer", "connect", "fetch"]);
  return act === undefined ? undefined : { do: "act", act };
}
