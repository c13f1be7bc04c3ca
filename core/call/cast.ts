import type { Multicast } from "../directory/mod.ts";
import { DEFAULT_CODECS } from "../sdp/mod.ts";
import type { Playlist } from "../sound/mod.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/** What phones play that listen at an address without a call: 20 ms a packet. */
const PTIME_MS = 20;

/**
 * All that is said in the room that the leg is in also goes to an address at which many listen (RTP multicast), until the
 * leg leaves it; `first` comes before it. Phones that listen there play one stream at a time: whoever is heard there already
 * keeps it, unless this one `cutsIn`. False where nothing of it is heard there: no ports are left, or the leg is in no room.
 */
export function cast(
  exchange: Exchange,
  leg: Leg,
  to: Multicast,
  { first, cutsIn = false }: { readonly first?: Playlist | undefined; readonly cutsIn?: boolean | undefined } = {},
): boolean {
  const { room, call } = leg;
  if (room === undefined || !cutsIn && isCastTo(exchange, to)) return false;
  clearCasts(exchange, to);
  const id = openCast(exchange, call, to);
  if (id === undefined) return false;
  exchange.media({ type: "join", leg: id, room: room.name, muted: true });
  if (first !== undefined) exchange.media({ type: "play", leg: id, play: exchange.nextPlay(), sound: first });
  leg.casts = [...leg.casts, { id, to }];
  return true;
}

/** Somebody who pages is heard there, or the box itself. */
function isCastTo({ legs, announcements }: Exchange, to: Multicast): boolean {
  return [...announcements.values(), ...legs.all().flatMap(({ casts }) => casts)].some((each) => isSame(each.to, to));
}

function isSame(one: Multicast, other: Multicast): boolean {
  return one.ip === other.ip && one.port === other.port;
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

/** Neither anybody who pages nor the box itself is heard at the address any more. */
export function clearCasts(exchange: Exchange, to: Multicast): void {
  for (const leg of exchange.legs.all()) {
    const there = leg.casts.filter((each) => isSame(each.to, to));
    for (const { id } of there) exchange.media({ type: "close", leg: id });
    if (there.length > 0) leg.casts = leg.casts.filter((each) => !there.includes(each));
  }
  for (const [id, announcement] of [...exchange.announcements]) {
    if (!isSame(announcement.to, to)) continue;
    exchange.announcements.delete(id);
    exchange.media({ type: "close", leg: id });
    exchange.tellCall(announcement.call, { type: "played", leg: id });
  }
}
