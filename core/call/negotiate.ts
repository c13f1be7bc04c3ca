import { isIpv6, type Result } from "../base/mod.ts";
import {
  answerOffer,
  type Codec,
  type CodecChoice,
  DEFAULT_CODECS,
  type Direction,
  isSpeech,
  isTranslated,
  type LocalMedia,
  makeOffer,
  type MediaPlan,
  type OfferedCodec,
  parseSdp,
  readOffer,
  sameCodec,
  type SessionDescription,
  settleAnswer,
} from "../sdp/mod.ts";
import { bodyOfType, type SipMessage } from "../sip/mod.ts";
import type { SourceRule } from "../sound/mod.ts";
import { advertisedIp } from "./addresses.ts";
import { ANY_ENCRYPTION, cryptoToOffer, encryptionFor } from "./encryption.ts";
import { newIce, ownDtls, renewIce } from "./browser.ts";
import type { Exchange } from "./exchange.ts";
import { faxUseOf } from "./fax_use.ts";
import { preferred } from "./preference.ts";
import type { Session, SessionMedia } from "./session.ts";
import { tellOverhearing } from "./tell_overhearing.ts";
import { tellHeld } from "./tell_held.ts";
import { tellRoom } from "./tell_room.ts";
import { treatmentOf } from "./treatment.ts";

/** What a message says about media: nothing, a description, or something unreadable. */
export function describedIn(message: SipMessage): Result<SessionDescription> | undefined {
  const body = bodyOfType(message, "application/sdp");
  return body === undefined || body.length === 0 ? undefined : parseSdp(body);
}

/** For whom ports are taken: a session of this call, at an address of ours. */
export interface MediaTaker {
  readonly call: string;
  readonly ip: string;
  readonly isForHelp?: boolean | undefined;
}

/** Takes ports for a session; undefined when none are left. */
export function takeMedia(
  exchange: Exchange,
  id: string,
  { call, ip, isForHelp = false }: MediaTaker,
): SessionMedia | undefined {
  const lease = exchange.leases.take(isIpv6(ip) ? 6 : 4, { isForHelp });
  if (lease === undefined) return undefined;
  exchange.media({ type: "open", leg: id, lease: lease.lease, label: call });
  return newMedia(exchange, lease);
}

/** The same for a browser, which shares its port with all others; undefined where there is none. */
export function takeBrowserMedia(exchange: Exchange, id: string, call: string): SessionMedia | undefined {
  const { sound } = exchange.addresses;
  if (sound === undefined) return undefined;
  exchange.media({ type: "open-browser", leg: id, label: call });
  return { ...newMedia(exchange, { rtpPort: sound.port, rtcpPort: sound.port }), ice: newIce(exchange) };
}

function newMedia(exchange: Exchange, lease: SessionMedia["lease"]): SessionMedia {
  return {
    lease,
    isOpen: true,
    sdpId: String(exchange.chance.below(2 ** 31)),
    version: 0,
    plan: undefined,
    theirCodecs: [],
    ours: undefined,
    held: false,
    hasFax: false,
    wantsEncryption: false,
    digits: { takesInfo: false, pressesInfo: false },
    refusesInfo: false,
    pressesEvents: false,
    lastByInfo: undefined,
  };
}

/** Our offer on a session, as its next version. */
export function offerOn(
  exchange: Exchange,
  session: Pick<Session, "media" | "flow" | "party">,
  codecs: readonly OfferedCodec[],
  direction: Direction = "sendrecv",
): SessionDescription {
  const { media } = session;
  const after = media.ours;
  const crypto = media.ice === undefined ? cryptoToOffer(exchange, session) : undefined;
  const offer = makeOffer(nextLocal(exchange, session), {
    codecs,
    direction,
    ...(after === undefined ? {} : { after }),
    ...(crypto === undefined ? {} : { crypto }),
    dtls: ownDtls(exchange, session),
  });
  media.ours = offer;
  return offer;
}

/**
 * Answers their offer with those of our codecs that it has and that they may speak, in the order that they prefer by the
 * office; what was settled goes to the media engine.
 */
export function answerOn(
  exchange: Exchange,
  session: Session,
  offer: SessionDescription,
  codecs: CodecChoice,
): Result<SessionDescription> {
  const local = nextLocal(exchange, session);
  // Digits are carried on by SIP INFO to whoever knows no events, so that they are always welcome.
  const withEvents = (offered: readonly OfferedCodec[]) => {
    const wanted = typeof codecs === "function" ? codecs(preferred(exchange, session, offered)) : codecs;
    return [...preferred(exchange, session, wanted), ...offered.filter(isEvent)];
  };
  const srtp = encryptionFor(exchange, session);
  renewIce(exchange, session, offer);
  const answered = answerOffer(offer, local, {
    codecs: withEvents,
    direction: "sendrecv",
    ...(srtp === undefined ? {} : { srtp }),
    dtls: ownDtls(exchange, session),
  });
  if (!answered.ok) return answered;
  const { answer, plan } = answered.value;
  session.media.ours = answer;
  rememberCodecs(session, offer);
  settle(exchange, session, plan);
  return { ok: true, value: answer };
}

/** Takes their answer to our offer; what was settled goes to the media engine. */
export function settleOn(
  exchange: Exchange,
  session: Session,
  offer: SessionDescription,
  answer: SessionDescription,
): Result<MediaPlan> {
  const settled = settleAnswer(offer, answer, ownDtls(exchange, session));
  if (!settled.ok) return settled;
  if (session.media.theirCodecs.length === 0) rememberCodecs(session, answer);
  settle(exchange, session, settled.value);
  return settled;
}

/**
 * The codecs with the numbers that this session knows them by (RFC 3264 §8.3.2: a number never changes its meaning in a
 * session); one that is new to it keeps its number where that is free.
 */
export function numberedFor(
  { media }: Pick<Session, "media">,
  codecs: readonly OfferedCodec[],
): readonly OfferedCodec[] {
  const known = [...(media.plan === undefined ? [] : codecsOf(media.plan)), ...media.theirCodecs];
  const taken = new Set(known.map(({ payloadType }) => payloadType));
  const numbered: OfferedCodec[] = [];
  for (const codec of codecs) {
    const same = known.find((each) =>
      sameCodec(each, codec) && !numbered.some((n) => n.payloadType === each.payloadType)
    );
    const payloadType = same?.payloadType ?? freeNumber(codec.payloadType, taken);
    taken.add(payloadType);
    numbered.push({ ...codec, payloadType });
  }
  return numbered;
}

function freeNumber(wished: number, taken: ReadonlySet<number>): number {
  if (!taken.has(wished)) return wished;
  for (let number = 96; number < 128; number++) if (!taken.has(number)) return number;
  throw new Error("Cannot number a codec: all dynamic payload types are taken");
}

/** The agreed codecs as an offer for somebody else: same formats, the numbers that this peer uses towards us. */
export function codecsOf(plan: MediaPlan): readonly OfferedCodec[] {
  return plan.codecs.map(({ sendAs: _, receiveAs, ...codec }) => ({ ...codec, payloadType: receiveAs }));
}

/** Whether it is the format of digits (RFC 4733). */
export function isEvent({ name }: Codec): boolean {
  return name.toLowerCase() === "telephone-event";
}

/** How a session speaks, for the record: the codec, and what encrypts it. */
export function spokenAs(plan: MediaPlan | undefined): { readonly codec?: string; readonly srtp?: string } {
  const codec = plan?.codecs.find(isSpeech)?.name;
  const srtp = plan?.dtls === undefined ? plan?.srtp?.send.suite : "DTLS-SRTP";
  return { ...(codec === undefined ? {} : { codec }), ...(srtp === undefined ? {} : { srtp }) };
}

/** Whether both plans agree on the same formats for speech: then either side may switch among them at will. */
export function speakAlike(a: MediaPlan, b: MediaPlan): boolean {
  const [first, second] = [a.codecs.filter(isSpeech), b.codecs.filter(isSpeech)];
  return first.length === second.length && first.every((codec) => second.some((other) => sameCodec(codec, other)));
}

/** Whether the engine can translate all speech between the two, where they do not speak alike. */
export function canTranslate(a: MediaPlan, b: MediaPlan): boolean {
  return [...a.codecs, ...b.codecs].filter(isSpeech).every(isTranslated);
}

/**
 * What to answer a peer who shall hear somebody that speaks `codecs`: those, and only where he offers none of them, what
 * the engine translates them into.
 */
export function likeOrTranslated(codecs: readonly OfferedCodec[]): CodecChoice {
  const isWanted = (codec: Codec) => isSpeech(codec) && codecs.some((other) => sameCodec(other, codec));
  return (offered) => {
    if (offered.some(isWanted) || !codecs.filter(isSpeech).every(isTranslated)) return codecs;
    return offered.filter((codec) => isTranslated(codec) || !isSpeech(codec));
  };
}

/** What to answer a peer whom the box itself hears and speaks to: what the engine can, if he offers any of that. */
export const mixable: CodecChoice = (offered) => {
  const ours = offered.filter((codec) => isTranslated(codec) || !isSpeech(codec));
  return ours.some(isSpeech) ? ours : offered;
};

/** The others that the engine can translate the codecs into. */
export function translationsOf(codecs: readonly OfferedCodec[]): readonly OfferedCodec[] {
  if (!codecs.some(isTranslated)) return [];
  return DEFAULT_CODECS.filter((ours) => isTranslated(ours) && !codecs.some((each) => sameCodec(each, ours)));
}

/** Keeps what the peer's offer names as what it can hear. */
export function rememberCodecs(session: Session, description: SessionDescription): void {
  const offer = readOffer(description, ANY_ENCRYPTION);
  if (offer.ok) session.media.theirCodecs = offer.value.codecs;
}

/** Our side of a session, as the next version of it. */
export function nextLocal(exchange: Exchange, { media, flow }: Pick<Session, "media" | "flow">): LocalMedia {
  media.version += 1;
  return {
    address: { ip: advertisedIp(flow, exchange.addresses), port: media.lease.rtpPort },
    rtcpPort: media.lease.rtcpPort,
    session: { id: media.sdpId, version: media.version },
  };
}

/** What was agreed goes to the media engine, with what is known of the peer. */
export function tellPlan(exchange: Exchange, session: Session, plan: MediaPlan): void {
  const { media, peer } = session;
  const { pressesInfo } = media.digits;
  const takesInfo = !media.refusesInfo && (pressesInfo || peer.allows.has("INFO"));
  media.digits = { takesInfo, pressesInfo };
  const treatment = treatmentOf(exchange, session);
  exchange.media({
    type: "apply",
    leg: session.id,
    plan,
    sources: sourcesOf(exchange, session, plan),
    ...(takesInfo || pressesInfo ? { digits: media.digits } : {}),
    ...(treatment === undefined ? {} : { treatment }),
    ...(faxUseOf(exchange, session) === "off" ? { fax: "off" } : {}),
  });
}

/** What was agreed holds from now on. */
export function settle(exchange: Exchange, session: Session, plan: MediaPlan): void {
  const { media } = session;
  media.plan = plan;
  tellPlan(exchange, session, plan);
  exchange.unharmonised(session);
  const held = plan.direction === "recvonly" || plan.direction === "inactive" || plan.remote === undefined;
  if (held === media.held) return;
  media.held = held;
  if (session.leg !== undefined) {
    tellRoom(exchange, session.leg);
    tellOverhearing(exchange, session.leg);
  }
  tellHeld(exchange, session);
}

/**
 * Whose packets the leg listens to beside the address in its SDP. A phone that names another address than the one its
 * signalling comes from stands behind a router, which may give its sound any port; one that names its own is held to it,
 * or whoever shares its machine could speak for it. A trunk that says so may send its sound from anywhere.
 */
function sourcesOf({ directory }: Exchange, { flow, party }: Session, plan: MediaPlan): SourceRule {
  const { ip } = flow.remote;
  const isAny = party.trunk !== undefined && directory.trunks.get(party.trunk)?.latch === "any";
  if (isAny) return { signallingIp: ip, any: true };
  return plan.remote?.ip === ip ? {} : { signallingIp: ip };
}
