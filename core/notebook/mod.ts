/**
 * What the box keeps over a restart beside the office file: small values that people set from their phones, by family and
 * key (what Asterisk calls the AstDB). Pure: whoever owns it writes the pages down.
 *
 * @module
 */
export { type Agent, AGENT_FAMILY, AUTO_PAUSED, isIn, readAgent, rests, writeAgent } from "./agent.ts";
export { ANNOUNCEMENT_FAMILY, recordedAnnouncement } from "./announcement.ts";
export { alsoListed, noMoreListed } from "./caller_list.ts";
export { CURSOR_FAMILY } from "./cursor.ts";
export { DESK_NOTICE_FAMILY, type DeskNotice, deskNoticePage, readDeskNotice } from "./desk_notice.ts";
export { type Errand, ERRAND_FAMILY, readErrand, writeErrand } from "./errand.ts";
export {
  goAway,
  type Greeting,
  GREETING_FAMILY,
  type GreetingChange,
  readGreeting,
  RECORDED,
  type Recorded,
  recordedName,
  writeGreeting,
} from "./greeting.ts";
export { FORWARD_WHEN, type ForwardWhen, type Line, LINE_FAMILY, readLine, UNTOUCHED, writeLine } from "./line.ts";
export { isSecretFamily, LAMP_FAMILY, Notebook, type Page } from "./notebook.ts";
export { SPEED_DIAL_FAMILY, speedDialKey } from "./speed_dial.ts";
export { wakeUpErrand, wakeUpKey } from "./wake_up.ts";
export { readSeat, type Seat, SEAT_FAMILY, writeSeat } from "./seat.ts";
export { type OwnWord, PRESENCE_FAMILY, readOwnWord, writeOwnWord } from "./presence.ts";
