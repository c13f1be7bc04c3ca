import {
  codeOf,
  EVENT_PAYLOAD,
  LONGEST_EVENT,
  RTP_HEADER,
  sequenceAfter,
  writeEvent,
  writeHeader,
} from "../rtp/mod.ts";
import { eventCodec } from "./codecs.ts";
import { sendRtp } from "./crypto.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import { elapsedUnits } from "./out_stream.ts";

/** One packet every 20 ms while a digit sounds (RFC 4733 §2.5.1.2 leaves the pace to us; phones send at their ptime). */
export const DIGIT_PACE_MS = 20;
/** RFC 4733 §2.5.1.4: the end is sent three times; at our pace one burst of loss does not take them all. */
const ENDS = 3;
/** Silence between two digits, so that they are two presses. */
const PAUSE_MS = 60;
/** A press shorter than this is not heard as one by many peers, and none may say more than its 16 bits. */
const SHORTEST_MS = 40;

/** A digit that waits its turn or is being sent. */
export interface DigitSending {
  readonly code: number;
  readonly total: number;
  readonly number: number;
  readonly rate: number;
  timestamp: number;
  duration: number;
  endsSent: number;
  pauseMs: number;
  started: boolean;
}

/** Puts a digit in line. What the other leg says is held back until the line is empty. */
export function queueDigit(ground: Ground, leg: Leg, digit: string, durationMs: number): void {
  const code = codeOf(digit);
  const codec = leg.plan === undefined ? undefined : eventCodec(leg.plan);
  if (code < 0 || codec === undefined || !leg.speaks) {
    ground.log.write({
      level: "info",
      text: code < 0
        ? `Cannot send digit "${digit}": expected one of 0-9, *, #, A-D`
        : `Cannot send digit "${digit}": the leg ${leg.speaks ? "has not agreed to telephone-event" : "is on hold"}`,
      facts: { call: leg.label, leg: leg.id },
    });
    return;
  }
  const total = Math.min(LONGEST_EVENT, Math.round(Math.max(SHORTEST_MS, durationMs) * codec.clockRate / 1000));
  leg.digitsToSend.push({
    code,
    total,
    number: codec.sendAs,
    rate: codec.clockRate,
    timestamp: 0,
    duration: 0,
    endsSent: 0,
    pauseMs: PAUSE_MS,
    started: false,
  });
}

/** One step of 20 ms: the next packet of the digit at the head of the line. */
export function stepDigit(ground: Ground, leg: Leg): void {
  const digit = leg.digitsToSend[0];
  if (digit === undefined) return;
  if (!leg.speaks) {
    leg.digitsToSend.length = 0;
    return;
  }
  if (digit.endsSent >= ENDS) {
    digit.pauseMs -= DIGIT_PACE_MS;
    if (digit.pauseMs <= 0) {
      leg.digitsToSend.shift();
      ground.figures[FIGURE.digitsOut]! += 1;
    }
    return;
  }
  const marker = !digit.started;
  if (marker) begin(ground, leg, digit);
  const step = Math.round(DIGIT_PACE_MS * digit.rate / 1000);
  digit.duration = Math.min(digit.total, digit.duration + step);
  const ends = digit.duration >= digit.total;
  sendEvent(ground, leg, digit, marker, ends);
  if (ends) digit.endsSent += 1;
}

function begin(ground: Ground, leg: Leg, digit: DigitSending): void {
  digit.started = true;
  digit.timestamp = (leg.out.timestamp + elapsedUnits(ground, leg, digit.rate)) | 0;
  leg.out.pause();
}

function sendEvent(ground: Ground, leg: Leg, digit: DigitSending, marker: boolean, ends: boolean): void {
  const { packet } = ground.sockets;
  const { out } = leg;
  out.sequence = sequenceAfter(out.sequence);
  // Speech that follows is timed from here: from the start of the event, plus what has passed since.
  out.timestamp = (digit.timestamp + digit.duration) | 0;
  out.sentAt = ground.now;
  const { number: payloadType, timestamp } = digit;
  writeHeader(packet, { marker, payloadType, sequence: out.sequence, timestamp, ssrc: out.ssrc });
  writeEvent(packet, RTP_HEADER, digit.code, digit.duration, ends);
  if (!sendRtp(ground, leg, RTP_HEADER + EVENT_PAYLOAD)) return;
  out.packets += 1;
  out.octets += EVENT_PAYLOAD;
  ground.figures[FIGURE.packetsSent]! += 1;
}
