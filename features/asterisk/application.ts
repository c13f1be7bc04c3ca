import type { CallEvent } from "../../core/record/mod.ts";

/** Where somebody was brought. */
export type Brought = Extract<CallEvent, { readonly type: "leg.brought" }>;

/** The application of Asterisk's dialplan that does what one of our destinations does, by its kind. */
const APPLICATIONS: Readonly<Record<string, string>> = {
  queue: "Queue",
  voicemail: "VoiceMail",
  "voicemail-to": "VoiceMail",
  mailbox: "VoiceMailMain",
  room: "ConfBridge",
  menu: "BackGround",
  directory: "Directory",
  disa: "DISA",
  announcement: "Playback",
  park: "Park",
  "park-slot": "ParkedCall",
  "pick-up": "Pickup",
  page: "Page",
};

/** Undefined: it only rings phones, as Dial does. */
export function applicationOf({ to }: Brought): string | undefined {
  return APPLICATIONS[to];
}

/** What it is told, as far as programs look at that. */
export function argumentsOf({ to, id }: Brought): string {
  return to === "queue" ? `${id},t,,,` : to === "voicemail" || to === "voicemail-to" ? `${id}@default,u` : id;
}

/** Where its dialplan stands: a menu is a context of its own in FreePBX. */
export function contextOf({ to, id }: Brought, context: string): string {
  return to === "menu" ? `ivr-${id}` : context;
}
