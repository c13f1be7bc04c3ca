import {
  ahead,
  headerLength,
  isRtcp,
  paddingLength,
  payloadType,
  sequenceAfter,
  sequenceOf,
  ssrcOf,
  timestampOf,
  write16,
  write32,
} from "../rtp/mod.ts";
import { eventCodec, seeType } from "./codecs.ts";
import { openPacket, sendRtp } from "./crypto.ts";
import { endDigit, hearDigit, scaleDigit } from "./digit_in.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";
import { elapsedUnits } from "./out_stream.ts";
import { hearRtcp } from "./reports.ts";
import { admit, latch } from "./source.ts";

/** A packet so far behind is not late: its sender began to count anew, and kept the SSRC (RFC 3550 A.1). */
const STARTED_AGAIN = 3000;
/** More than 20 ms of any codec. */
const LARGEST_PAYLOAD = 1400;
/** The fence is pulled after the stream before half the circle lies between them, where late turns into early. */
const FENCE_FOLLOWS = 0x4000;

/**
 * The relay road: one packet of `length` octets has come in on the leg's RTP socket. It is judged, counted, rewritten
 * where it lies and sent on. `filtered`: the system has let only the latched source through.
 *
 * This runs for every packet and allocates nothing; what happens once a call or once a codec is in functions of its own.
 */
export function hearRtp(ground: Ground, leg: Leg, arrived: number, filtered: boolean): void {
  const { packet } = ground.sockets;
  const { figures } = ground;
  if (isRtcp(packet, arrived)) {
    if (filtered || admit(ground, leg)) hearRtcp(ground, leg, arrived);
    return;
  }
  if (!filtered && !admit(ground, leg)) return;
  const length = leg.crypto === undefined ? arrived : openPacket(ground, leg, leg.crypto, "rtp", arrived);
  if (length < 0) return;
  const header = headerLength(packet, length);
  if (header < 0) {
    figures[FIGURE.malformed]! += 1;
    return;
  }
  const type = payloadType(packet);
  if (type !== leg.seenType && !seeType(leg, type)) {
    figures[FIGURE.unknownTypes]! += 1;
    return;
  }
  if (!filtered && !leg.source.filtered) latch(ground, leg);

  const sequence = sequenceOf(packet);
  const ssrc = ssrcOf(packet);
  const timestamp = timestampOf(packet);
  const { reception } = leg;
  if (ssrc !== reception.ssrc || leg.packetsIn === 0) {
    endDigit(ground, leg);
    reception.begin(ssrc, sequence);
    leg.voice?.restart();
  }
  const step = reception.count(sequence);
  figures[FIGURE.packetsIn]! += 1;
  leg.packetsIn += 1;
  leg.octetsIn += length - header - paddingLength(packet, length);
  leg.heardAt = ground.now;
  leg.aliveAt = ground.now;
  if (!leg.hasHeard) {
    leg.hasHeard = true;
    ground.emit({ type: "heard", leg: leg.id });
  }
  if (leg.seenKind === "sound") {
    reception.arrive(Math.round(ground.now * 1000) | 0, timestamp, leg.seenRate);
  } else if (leg.seenKind === "event" && leg.hears && !hearDigit(ground, leg, header, length)) {
    figures[FIGURE.withheld]! += 1;
    // On the mixing road no packet goes on as it is, and the jitter buffer wants to know of each.
    if (leg.voice === undefined) {
      if (step > 0) leg.partner?.out.leaveOut(leg.pair, ssrc, sequence);
      return;
    }
  }
  if (!leg.hears) {
    figures[FIGURE.unwanted]! += 1;
    return;
  }
  if (leg.voice !== undefined) {
    return leg.voice.heard(header, length - header - paddingLength(packet, length), sequence, timestamp);
  }
  const to = leg.partner;
  if (to === undefined) {
    figures[FIGURE.unwanted]! += 1;
    return;
  }
  forward(ground, leg, to, length, header, step, sequence, ssrc, timestamp);
}

/** Sends the packet in hand on to a leg, as a part of the one stream that leg hears from us. */
function forward(
  ground: Ground,
  leg: Leg,
  to: Leg,
  length: number,
  header: number,
  step: number,
  sequence: number,
  ssrc: number,
  timestamp: number,
): void {
  const { packet } = ground.sockets;
  const { figures } = ground;
  const { out } = to;
  if (!to.speaks || to.digitsToSend.length > 0) {
    figures[FIGURE.unwanted]! += 1;
    return;
  }
  if (leg.seenAs < 0) {
    figures[FIGURE.unsharedCodecs]! += 1;
    if (leg.seenKind === "sound") leg.isUnshared = true;
    if (step > 0) out.leaveOut(leg.pair, ssrc, sequence);
    return;
  }
  let marker = packet[1]! & 0x80;
  const behind = ahead(out.fence, sequence);
  if (out.fromPair !== leg.pair || out.fromSsrc !== ssrc || behind > STARTED_AGAIN) {
    if (!out.joins(ground)) marker = 0x80;
    follow(ground, leg, to, ssrc, sequence, timestamp);
  } else if (behind > 0) {
    figures[FIGURE.late]! += 1;
    return;
  } else if (behind < -FENCE_FOLLOWS) {
    out.fence = sequenceAfter(sequence, -STARTED_AGAIN);
  }
  if (leg.seenKind === "event") scaleDigit(packet, header, length, leg.seenRate, eventRate(to, leg.seenRate));
  const payload = leg.seenKind === "sound" ? keepAndJoin(ground, leg, to, header, length - header) : length - header;
  const sentSequence = (sequence + out.sequenceShift) & 0xffff;
  const sentTimestamp = (timestamp + out.timestampShift) | 0;
  packet[1] = marker | leg.seenAs;
  write16(packet, 2, sentSequence);
  write32(packet, 4, sentTimestamp);
  write32(packet, 8, out.ssrc);
  if (ahead(sentSequence, out.sequence) > 0) {
    out.sequence = sentSequence;
    out.timestamp = sentTimestamp;
  }
  out.sentAt = ground.now;
  if (!sendRtp(ground, to, header + payload)) return;
  out.packets += 1;
  out.octets += payload;
  figures[FIGURE.packetsRelayed]! += 1;
}

/**
 * Keeps what the hearer will have heard last. The first packet after he was spoken to on the mixing road is joined on to
 * that. Returns the payload's length.
 */
function keepAndJoin(ground: Ground, leg: Leg, to: Leg, header: number, length: number): number {
  const { packet } = ground.sockets;
  const isPadded = (packet[0]! & 0x20) !== 0;
  if (isPadded) return length;
  const at = packet.byteOffset + header;
  const { speaker } = to;
  const joined = speaker.lands ? speaker.land(leg.seenCodec, { at, length }, LARGEST_PAYLOAD) : length;
  to.kept.keep(leg.seenCodec, at, joined, ground.now);
  return joined;
}

function follow(ground: Ground, leg: Leg, to: Leg, ssrc: number, sequence: number, timestamp: number): void {
  const { out } = to;
  out.follow(leg.pair, ssrc, sequence, timestamp, elapsedUnits(ground, to, leg.seenRate));
}

function eventRate(to: Leg, rate: number): number {
  const plan = to.plan;
  if (plan === undefined) return rate;
  const same = plan.codecs.some((codec) => codec.clockRate === rate && codec.name.toLowerCase() === "telephone-event");
  return same ? rate : eventCodec(plan)?.clockRate ?? rate;
}
