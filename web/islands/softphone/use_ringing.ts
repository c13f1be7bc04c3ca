import { useEffect, useRef } from "preact/hooks";
import { type Call, isTalking, type Phone } from "../../softphone/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";
import { type Cadence, Ringer } from "./ringer.ts";
import { say } from "./say.ts";

export interface RingingParts {
  readonly words: SoftphoneWords;
  readonly whoOf: (call: Call) => string;
  /** Whether it is clear who it is: it neither rings nor notifies before. */
  readonly isKnown: (call: Call) => boolean;
  /** What a notice says below who calls. */
  readonly bodyOf: (call: Call) => string;
  /** Where it rings. */
  readonly device: string;
}

/** Rings, says so in the window's title and outside the window, and asks before a window with calls is closed. */
export function useRinging(phone: Phone, { words, whoOf, isKnown, bodyOf, device }: RingingParts): void {
  const ringer = useRef<Ringer | undefined>(undefined);
  const title = useRef("");
  const called = phone.calls.find(({ state }) => state.at === "ringing");
  const who = called === undefined ? undefined : whoOf(called);
  const known = called !== undefined && isKnown(called) ? called : undefined;
  const body = known && bodyOf(known);
  const cadence = cadenceOf(phone, known);
  useEffect(() => {
    ringer.current ??= new Ringer();
    ringer.current.ring(cadence, device);
  }, [cadence]);
  useEffect(() => {
    if (title.current === "") title.current = document.title;
    document.title = who === undefined ? title.current : say(words.isCalling, { who });
    if (who === undefined || body === undefined) return;
    const notification = notify(document.title, body);
    return () => notification?.close();
  }, [called?.id, who, body]);
  const hasCalls = phone.calls.length > 0;
  useEffect(() => {
    if (!hasCalls) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [hasCalls]);
}

function cadenceOf({ calls }: Phone, called: Call | undefined): Cadence | undefined {
  if (called !== undefined) return calls.some(isTalking) ? "knocking" : "called";
  const hearsRinging = calls.some(({ state }) => state.at === "calling" && state.isRinging);
  return hearsRinging ? "calling" : undefined;
}

/** Says it where somebody sees it who looks at something else, if he has allowed that. */
function notify(title: string, body: string): Notification | undefined {
  if (!("Notification" in globalThis) || Notification.permission !== "granted" || document.hasFocus()) return undefined;
  const notification = new Notification(title, { body, tag: "kontor-call", requireInteraction: true });
  notification.addEventListener("click", () => {
    focus();
    notification.close();
  });
  return notification;
}
