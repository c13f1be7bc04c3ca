import { toBytes } from "../base/mod.ts";
import type { DocumentParts, EventPackage, WatchedState } from "./event_package.ts";
import type { PresenceState } from "./presence_state.ts";
import { escapeXml, uriIn } from "./xml.ts";

/** The media type of the `presence` event package (RFC 3856 §6.4). */
export const PIDF_TYPE = "application/pidf+xml";

/** All that is told of a person. */
export interface Presence extends WatchedState {
  readonly state: PresenceState;
  /** His own text. */
  readonly note?: string;
  /** The office's, in which the state is named where he has no text: `en`, `ro`. */
  readonly language: string;
}

/** How somebody is: RFC 3856. */
export const PRESENCE: EventPackage<Presence> = {
  type: PIDF_TYPE,
  watched: ({ extensions }, asked) => extensions.has(asked) ? asked : 404,
  isSame: (one, other) => one.state === other.state && one.note === other.note && one.language === other.language,
  write: writePidf,
};

/** RFC 4480 §3.2. What it has no word for is told by the note. */
const ACTIVITIES: Readonly<Record<PresenceState, string | undefined>> = {
  "available": undefined,
  "away": "away",
  "busy": "busy",
  "do-not-disturb": "busy",
  "in-a-call": "on-the-phone",
  "in-a-meeting": "meeting",
  "offline": undefined,
};

/** What displays show of a state. */
export const STATE_WORDS: Readonly<Record<"en" | "ro", Readonly<Record<PresenceState, string>>>> = {
  en: {
    "available": "Available",
    "away": "Away",
    "busy": "Busy",
    "do-not-disturb": "Do not disturb",
    "in-a-call": "On the phone",
    "in-a-meeting": "In a meeting",
    "offline": "Offline",
  },
  ro: {
    "available": "Disponibil",
    "away": "Plecat",
    "busy": "Ocupat",
    "do-not-disturb": "Nu deranjați",
    "in-a-call": "La telefon",
    "in-a-meeting": "În ședință",
    "offline": "Deconectat",
  },
};

/**
 * A PIDF document (RFC 3863) with the person's activity (RFC 4479, RFC 4480). The note stands twice: phones that know no
 * persons look for it in the tuple.
 */
function writePidf({ state, note, language }: Presence, parts: DocumentParts<Presence>): Uint8Array<ArrayBuffer> {
  const { number, host } = parts;
  const us = uriIn(host, number);
  const text = escapeXml(note ?? STATE_WORDS[language === "ro" ? "ro" : "en"][state]);
  const activity = ACTIVITIES[state];
  const activities = activity === undefined ? "" : `<rpid:activities><rpid:${activity}/></rpid:activities>`;
  return toBytes(
    '<?xml version="1.0" encoding="UTF-8"?>\r\n' +
      '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"' +
      ` xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="${us}">\r\n` +
      `<tuple id="line"><status><basic>${state === "offline" ? "closed" : "open"}</basic></status>` +
      `<contact>${us}</contact><note>${text}</note></tuple>\r\n` +
      `<dm:person id="person">${activities}<dm:note>${text}</dm:note></dm:person>\r\n</presence>\r\n`,
  );
}
