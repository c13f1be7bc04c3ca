/**
 * Calls: a leg, the SIP session that sits in it, and one file per verb. Works on the tables of an {@link Exchange}; what
 * a verb wants done is gathered there, and what happens to a leg is told to its script.
 *
 * @module
 */
export { actFor, speakerOf } from "./act_for.ts";
export { ALLOW, SERVER, SUPPORTED, SUPPORTED_TAGS, USER_AGENT } from "./abilities.ts";
export { advertisedAddress, type BoxAddresses, type BrowserSound, contactFor, isPrivate } from "./addresses.ts";
export { alertInfo } from "./alert_info.ts";
export { answer } from "./answer.ts";
export { autoAnswer } from "./auto_answer.ts";
export { announce, type Announced, endAnnouncement, loseAnnouncements } from "./announce.ts";
export { isBrowser } from "./browser.ts";
export { cast } from "./cast.ts";
export { statusOf, weightiest } from "./cause.ts";
export { changeAgain, changeAnswered, changeFailed, refresh } from "./change.ts";
export { type Diversion, type DiversionReason, MOST_DIVERSIONS, type SentOn, sentOnBefore } from "./diversion.ts";
export { digitAnswered, heardDigit, press, withhold } from "./digits.ts";
export { type CallEffect, type CallNote, Exchange } from "./exchange.ts";
export { fetch } from "./fetch.ts";
export { goodbyeAnswered, goodbyeFailed } from "./goodbye.ts";
export { harmonise, partInDiscord } from "./harmony.ts";
export { type Caller, fromValue, userOf, wantsPrivacy } from "./identity.ts";
export { echo, join, part } from "./join.ts";
export { swap } from "./swap.ts";
export type { Leg, LegEvent, LegId } from "./leg.ts";
export { lockSound } from "./lock_sound.ts";
export { codecsOf, isEvent, likeOrTranslated, mixable } from "./negotiate.ts";
export { isOfTrunk, lookAfterWay, wayIsLost } from "./outside.ts";
export type { Outside, Providers, Way } from "./way.ts";
export { overhear } from "./overhear.ts";
export { overhearRoom } from "./overhear_room.ts";
export { place, type Placed, type Placement } from "./place.ts";
export { placedAgain, placedAnswered, placedFailed } from "./placed.ts";
export { hush, mute, play, played, unmute } from "./play.ts";
export { endRecording, record, recorded } from "./record.ts";
export { receive, type Unfit } from "./receive.ts";
export { askTransfer, isTransferring, settleTransfer, type TransferTo } from "./referral.ts";
export { lose, release } from "./release.ts";
export { canBeToldToAnswer, tellToAnswer } from "./tell_to_answer.ts";
export { enterRoom } from "./room.ts";
export { peopleIn } from "./tell_room.ts";
export { reply } from "./reply.ts";
export { seat } from "./seat.ts";
export type { Session } from "./session.ts";
export { pauseTape, resumeTape, startTape, stopTape, type Tape } from "./tape.ts";
export { setAside, takeBack, waitingFor } from "./set_aside.ts";
export { showEarly, showRinging } from "./show.ts";
export { cancelled, sessionOf, unconfirmed, within, withinAck } from "./within.ts";
