import {
  ahead,
  digitOf,
  EVENT_PAYLOAD,
  eventCode,
  eventDuration,
  eventEnds,
  LONGEST_EVENT,
  sequenceOf,
  timestampOf,
  write16,
} from "../rtp/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";

/** A digit of which nothing came for so long has ended, though its end never arrived. */
const LOST_END_MS = 300;

/** The press that is going on at a leg, or the last one that ended. */
export interface DigitHeard {
  code: number;
  /** RFC 4733 §2.5.1.1: all packets of one event carry the timestamp of its start. */
  timestamp: number;
  sequence: number;
  /** Of earlier segments of a long press, and of this one, in timestamp units. */
  earlier: number;
  duration: number;
  rate: number;
  heardAt: number;
  ended: boolean;
  /** It goes on to nobody. */
  readonly isWithheld: boolean;
}

/**
 * Takes the telephone-event in the packet in hand; reports each press once, when it has ended. Whether the packet may go on
 * to whoever hears the leg.
 */
export function hearDigit(ground: Ground, leg: Leg, header: number, length: number): boolean {
  const { packet } = ground.sockets;
  if (length < header + EVENT_PAYLOAD) return true;
  const code = eventCode(packet, header);
  const timestamp = timestampOf(packet);
  const sequence = sequenceOf(packet);
  const duration = eventDuration(packet, header);
  let heard = leg.digitHeard;
  if (heard === undefined || heard.timestamp !== timestamp) {
    // A late packet of a press that is already over: whether that was withheld is not known any more.
    if (heard !== undefined && ahead(sequence, heard.sequence) < 0) return leg.withheld === "";
    heard = beginDigit(ground, leg, heard, code, timestamp);
  }
  heard.heardAt = ground.now;
  if (ahead(sequence, heard.sequence) > 0) heard.sequence = sequence;
  if (duration > heard.duration) heard.duration = duration;
  if (eventEnds(packet, header)) endDigit(ground, leg);
  return !heard.isWithheld;
}

function beginDigit(
  ground: Ground,
  leg: Leg,
  last: DigitHeard | undefined,
  code: number,
  timestamp: number,
): DigitHeard {
  // RFC 4733 §2.5.1.3: a press longer than 16 bits goes on as a new segment that starts where the last one stopped.
  const goesOn = last !== undefined && !last.ended && last.code === code &&
    ((timestamp - last.timestamp) | 0) === LONGEST_EVENT;
  if (!goesOn) endDigit(ground, leg);
  const heard: DigitHeard = {
    code,
    timestamp,
    sequence: sequenceOf(ground.sockets.packet),
    earlier: goesOn ? last.earlier + LONGEST_EVENT : 0,
    duration: 0,
    rate: leg.seenRate,
    heardAt: ground.now,
    ended: false,
    isWithheld: goesOn ? last.isWithheld : isWithheld(leg, code),
  };
  leg.digitHeard = heard;
  return heard;
}

function isWithheld({ partner, voice, withheld }: Leg, code: number): boolean {
  const digit = digitOf(code);
  if (withheld === "" || digit === undefined) return false;
  // The relay road drops what comes while we press digits ourselves; on the other one all digits stand in one line.
  return withheld.includes(digit) || voice === undefined && partner !== undefined && partner.digitsToSend.length > 0;
}

/** The press that is going on has ended, by its end bit or because another stream or press began. */
export function endDigit(ground: Ground, leg: Leg): void {
  const heard = leg.digitHeard;
  if (heard === undefined || heard.ended) return;
  heard.ended = true;
  const digit = digitOf(heard.code);
  if (digit === undefined) return;
  ground.figures[FIGURE.digitsIn]! += 1;
  const durationMs = Math.round((heard.earlier + heard.duration) * 1000 / heard.rate);
  if (heard.isWithheld) return ground.emit({ type: "digit", leg: leg.id, digit, durationMs, isWithheld: true });
  ground.emit({ type: "digit", leg: leg.id, digit, durationMs });
  leg.voice?.pass(digit, durationMs);
}

/** Ends a press whose end was lost, some time after its last packet. */
export function watchDigit(ground: Ground, leg: Leg): void {
  const heard = leg.digitHeard;
  if (heard !== undefined && !heard.ended && ground.now - heard.heardAt > LOST_END_MS) endDigit(ground, leg);
}

/** Writes the duration of the event in hand on another clock, when the hearer's telephone-event runs on one. */
export function scaleDigit(packet: Uint8Array, header: number, length: number, from: number, to: number): void {
  if (from === to || length < header + EVENT_PAYLOAD) return;
  const scaled = Math.round(eventDuration(packet, header) * to / from);
  write16(packet, header + 2, Math.min(LONGEST_EVENT, scaled));
}
