import type { Multicast } from "../directory/mod.ts";
import { DEFAULT_CODECS } from "../sdp/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/** What phones play that listen at an address without a call: 20 ms a packet. */
const PTIME_MS = 20;

/**
 * All that is said in the room that the leg is in also goes to an address at which many listen (RTP multicast), until the
 * leg leaves it. Quiet where no ports are left, or the leg is in no room.
 */
export function cast(exchange: Exchange, leg: Leg, to: Multicast): void {
  const { room, call } = leg;
  const codec = DEFAULT_CODECS.find(({ name }) => name.toLowerCase() === to.codec);
  if (room === undefined || codec === undefined) return;
  const lease = exchange.leases.take(4);
  if (lease === undefined) return exchange.log("warn", "Cannot cast a page: no RTP ports are left", { call });
  const id = `m${exchange.chance.token()}`;
  const { payloadType, ...format } = codec;
  const plan = {
    remote: { ip: to.ip, port: to.port },
    remoteRtcp: undefined,
    rtcpMux: false,
    direction: "sendonly",
    codecs: [{ ...format, sendAs: payloadType, receiveAs: payloadType }],
    ptimeMs: PTIME_MS,
  } as const;
  exchange.media({ type: "open", leg: id, lease: lease.lease, label: call });
  exchange.media({ type: "apply", leg: id, plan, sources: { multicast: true } });
  exchange.media({ type: "join", leg: id, room: room.name, muted: true });
  leg.casts = [...leg.casts, id];
}
