import type { PresenceState, WatchedDialog } from "../../core/presence/mod.ts";

/** What a lamp is to show: `l1 early,l2 confirmed`. */
export function sayStates(dialogs: readonly WatchedDialog[]): string {
  return dialogs.map(({ id, state }) => `${id} ${state}`).join();
}

/** What a document says of a state, as {@link presenceIn} reads it. */
const SAID: Readonly<Record<PresenceState, readonly [what: string, words: string]>> = {
  "available": ["open", "Available"],
  "away": ["open away", "Away"],
  "busy": ["open busy", "Busy"],
  "do-not-disturb": ["open busy", "Do not disturb"],
  "in-a-call": ["open on-the-phone", "On the phone"],
  "in-a-meeting": ["open meeting", "In a meeting"],
  "offline": ["closed", "Offline"],
};

export function sayPresence(state: PresenceState, note: string | undefined): string {
  const [what, words] = SAID[state];
  return `${what} "${(note ?? words).replace("&", "&amp;")}"`;
}

/** What a dialog-info document shows, in the words of {@link sayStates}. */
export function dialogsIn(document: string): string {
  return [...document.matchAll(/<dialog id="(\w+)".*?<state>(\w+)/g)]
    .filter(([, , state]) => state !== "terminated").map(([, dialog, state]) => `${dialog} ${state}`).join();
}
