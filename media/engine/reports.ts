import { readRtcp, type ReportBlock, type SenderInfo, writeReport } from "../rtp/mod.ts";
import { isSameAddress, readAddress } from "./address.ts";
import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";
import { soundCodec } from "./codecs.ts";
import { openPacket, sendRtcp } from "./crypto.ts";
import type { Leg } from "./leg.ts";
import { followLoss } from "./loss.ts";

/** RFC 3550 §6.2: the least interval between our reports, in the mean. */
const INTERVAL_MS = 5000;
/** A round trip of more is a wrong clock of his. */
const LONGEST_ROUND_TRIP_MS = 10_000;

/** Takes where his RTCP lives from the leg's plan, and sets the first report half an interval ahead (§6.3.2). */
export function armReports(ground: Ground, leg: Leg): void {
  const state = leg.rtcpState;
  const remote = leg.plan?.rtcpMux === true ? undefined : leg.plan?.remoteRtcp;
  const described = remote === undefined ? undefined : readAddress(remote.ip, remote.port);
  const stays = described !== undefined && state.described !== undefined && isSameAddress(described, state.described);
  state.described = described;
  if (!stays) {
    state.target = undefined;
    if (described !== undefined) ground.sockets.aim(leg.rtcp, described);
  }
  if (state.dueAt < ground.now) state.dueAt = ground.now + nextIn(ground) / 2;
}

/** RTCP from the leg's peer is in hand; its source was admitted. */
export function hearRtcp(ground: Ground, leg: Leg, arrived: number): void {
  const { figures } = ground;
  const length = leg.crypto === undefined ? arrived : openPacket(ground, leg, leg.crypto, "rtcp", arrived);
  if (length < 0) return;
  figures[FIGURE.rtcpIn]! += 1;
  const { view } = leg.rtcpState;
  if (!readRtcp(ground.sockets.packet, length, leg.out.ssrc, view)) {
    figures[FIGURE.rtcpMalformed]! += 1;
    return;
  }
  const state = leg.rtcpState;
  state.heardAt = ground.now;
  if (view.hasSenderReport) {
    state.lastSenderReport = view.senderNtp;
    state.senderReportAt = ground.now;
  }
  if (!view.hasReport) return;
  state.lostOut = Math.max(0, view.lost);
  followLoss(leg, view.fractionLost);
  if (view.lastSenderReport === 0) return;
  // §6.4.1: A - LSR - DLSR, all in 65536ths of a second.
  const trip = (ntpMiddle(ground) - view.lastSenderReport - view.sinceSenderReport) | 0;
  const tripMs = trip * 1000 / 65536;
  if (tripMs < 0 || tripMs > LONGEST_ROUND_TRIP_MS) return;
  state.roundTrips += 1;
  state.roundTripSumMs += tripMs;
}

/** Sends the leg's report when it is due. */
export function watchReports(ground: Ground, leg: Leg): void {
  const state = leg.rtcpState;
  if (leg.plan === undefined || ground.now < state.dueAt) return;
  state.dueAt = ground.now + nextIn(ground);
  sendReport(ground, leg, false);
}

/** The leg closes: a last report, and BYE (§6.6). */
export function sayBye(ground: Ground, leg: Leg): void {
  if (leg.out.packets > 0 || leg.packetsIn > 0) sendReport(ground, leg, true);
}

function sendReport(ground: Ground, leg: Leg, bye: boolean): void {
  const { plan, rtcpState: state, out } = leg;
  if (plan === undefined || (leg.packetsIn === 0 && out.packets === 0)) return;
  const socket = plan.rtcpMux ? leg.rtp : leg.rtcp;
  if (plan.rtcpMux ? leg.source.target === undefined : state.described === undefined && state.target === undefined) {
    return;
  }
  // §6.4: a sender report only from who has sent since the last one.
  const sends = out.packets !== state.sentPacketsAtReport;
  state.sentPacketsAtReport = out.packets;
  const length = writeReport(ground.sockets.packet, out.ssrc, {
    sender: sends ? senderInfo(ground, leg) : undefined,
    block: leg.packetsIn > 0 ? reportBlock(ground, leg) : undefined,
    cname: ground.cname,
    bye,
  });
  if (sendRtcp(ground, leg, socket, length)) ground.figures[FIGURE.rtcpOut]! += 1;
}

function senderInfo(ground: Ground, leg: Leg): SenderInfo {
  const { out } = leg;
  const ntpMs = ground.now + ground.ntpOffsetMs;
  const rate = (leg.plan === undefined ? undefined : soundCodec(leg.plan)?.clockRate) ?? 8000;
  return {
    ntpSeconds: Math.floor(ntpMs / 1000),
    ntpFraction: Math.floor((ntpMs / 1000 % 1) * 0x1_0000_0000),
    // §6.4.1: the timestamp of this moment, not of the last packet.
    timestamp: (out.timestamp + Math.round((ground.now - out.sentAt) * rate / 1000)) | 0,
    packets: out.packets,
    octets: out.octets,
  };
}

function reportBlock(ground: Ground, leg: Leg): ReportBlock {
  const { reception, rtcpState: state } = leg;
  const heardReport = state.lastSenderReport !== 0;
  return {
    ssrc: reception.ssrc,
    fractionLost: reception.takeFractionLost(),
    lost: reception.cumulativeLost,
    highest: reception.highest,
    jitter: reception.jitter,
    lastSenderReport: state.lastSenderReport,
    sinceSenderReport: heardReport ? Math.round((ground.now - state.senderReportAt) * 65.536) : 0,
  };
}

/** The middle 32 bits of our NTP time. */
function ntpMiddle(ground: Ground): number {
  const ntpMs = ground.now + ground.ntpOffsetMs;
  return Math.floor(ntpMs * 65.536 % 0x1_0000_0000) | 0;
}

/** §6.2: 0.5 to 1.5 intervals, so that a thousand legs do not report together. */
function nextIn(ground: Ground): number {
  return INTERVAL_MS / 2 + ground.chance.below(INTERVAL_MS);
}
