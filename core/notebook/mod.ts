/**
 * What the box keeps over a restart beside the office file: small values that people set from their phones, by family and
 * key (what Asterisk calls the AstDB). Pure: whoever owns it writes the pages down.
 *
 * @module
 */
export { ANNOUNCEMENT_FAMILY, recordedAnnouncement } from "./announcement.ts";
export { type Errand, ERRAND_FAMILY, readErrand, writeErrand } from "./errand.ts";
export { GREETING_FAMILY, recordedName } from "./greeting.ts";
export { FORWARD_WHEN, type ForwardWhen, type Line, LINE_FAMILY, readLine, UNTOUCHED, writeLine } from "./line.ts";
export { isSecretFamily, LAMP_FAMILY, Notebook, type Page } from "./notebook.ts";
export { readSeat, type Seat, SEAT_FAMILY, writeSeat } from "./seat.ts";
export { type OwnWord, PRESENCE_FAMILY, readOwnWord, writeOwnWord } from "./presence.ts";
