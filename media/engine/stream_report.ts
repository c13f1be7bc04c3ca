import type { StreamReport } from "../../core/sound/mod.ts";
import type { JitterFigures } from "../jitter/mod.ts";
import { meanOpinion } from "../rtp/mod.ts";
import type { Leg } from "./leg.ts";

/** What a leg's streams were like, from first to last. */
export function reportOf(leg: Leg): StreamReport {
  const { reception, out, rtcpState: rtcp } = leg;
  const roundTripMs = rtcp.roundTrips === 0 ? undefined : rtcp.roundTripSumMs / rtcp.roundTrips;
  const sent = leg.packetsIn + reception.lost;
  return {
    packetsIn: leg.packetsIn,
    packetsOut: out.packets,
    octetsIn: leg.octetsIn,
    octetsOut: out.octets,
    lostIn: reception.lost,
    ...(rtcp.lostOut === undefined ? {} : { lostOut: rtcp.lostOut }),
    jitterMs: reception.meanJitterMs,
    worstJitterMs: reception.worstJitterMs,
    ...(leg.buffer === undefined ? {} : { buffer: waitOf(leg.buffer) }),
    ...(roundTripMs === undefined ? {} : { roundTripMs }),
    mos: meanOpinion({
      loss: sent === 0 ? 0 : reception.lost / sent,
      jitterMs: reception.meanJitterMs,
      roundTripMs: roundTripMs ?? 0,
      codec: leg.codec,
      ptimeMs: leg.plan?.ptimeMs ?? 20,
    }),
    strangers: leg.strangers,
    ...(leg.codec === undefined ? {} : { codec: leg.codec }),
  };
}

function waitOf({ targetMs, meanMs, concealedMs }: JitterFigures): NonNullable<StreamReport["buffer"]> {
  return { targetMs, meanMs, concealedMs };
}
