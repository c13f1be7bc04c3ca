import type { Multicast } from "../directory/mod.ts";
import { DEFAULT_CODECS } from "../sdp/mod.ts";
import type { Playlist } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/** What phones play that listen at an address without a call: 20 ms a packet. */
const PTIME_MS = 20;

/**
 * All that is said in the room that the leg is in also goes to an address at which many listen (RTP multicast), until the
 * leg leaves it; `first` comes before it. Quiet where no ports are left, or the leg is in no room.
 */
export function cast(exchange: Exchange, leg: Leg, to: Multicast, first?: Playlist): void {
  const { room, call } = leg;
  if (room === undefined) return;
  const id = openCast(exchange, call, to);
  if (id === undefined) return;
  exchange.media({ type: "join", leg: id, room: room.name, muted: true });
  if (first !== undefined) exchange.media({ type: "play", leg: id, play: exchange.nextPlay(), sound: first });
  leg.casts = [...leg.casts, { id, to }];
}

/** The media engine's leg that speaks to an address at which many listen; undefined where no ports are left. */
export function openCast(exchange: Exchange, call: string, to: Multicast): string | undefined {
  const codec = DEFAULT_CODECS.find(({ name }) => name.toLowerCase() === to.codec);
  if (codec === undefined) return undefined;
  const lease = exchange.leases.take(4);
  if (lease === undefined) {
    exchange.log("warn", "Cannot cast a page: no RTP ports are left", { call });
    return undefined;
  }
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
  return id;
}

/** Nobody who pages is heard at the address any more: phones that listen there play one stream at a time. */
export function clearCasts(exchange: Exchange, { ip, port }: Multicast): void {
  for (const leg of exchange.legs.all()) {
    const there = leg.casts.filter(({ to }) => to.ip === ip && to.port === port);
    for (const { id } of there) exchange.media({ type: "close", leg: id });
    if (there.length > 0) leg.casts = leg.casts.filter((each) => !there.includes(each));
  }
}
