import { type Codec, isSpeech, type MediaPlan, type OfferedCodec, sameCodec } from "../sdp/mod.ts";
import { change, changeBack } from "./change.ts";
import type { Discord, Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { canTranslate, codecsOf, speakAlike } from "./negotiate.ts";
import { answerWaiting } from "./offered.ts";
import { lockSound } from "./lock_sound.ts";
import { lose } from "./release.ts";
import type { Session } from "./session.ts";

/**
 * Sees to it that two joined legs speak the same codecs where they can, as translating costs sound and time: after a
 * transfer, a change of codec or a late answer, the one who can is asked by re-INVITE to speak as the other does.
 */
export function harmonise(exchange: Exchange, leg: Leg): void {
  const { mate, session } = leg;
  if (mate === undefined) {
    if (session.media.plan?.t38 !== undefined) changeBack(exchange, session);
    return answerWaiting(exchange, session);
  }
  if (session.media.hasFax !== mate.session.media.hasFax) lockSound(exchange, session);
  // Whoever is being asked is heard first; his answer brings us back here.
  if (isBeingAsked(session) || isBeingAsked(mate.session)) return;
  if (session.change.at === "theirs") return answerWaiting(exchange, session);
  if (mate.session.change.at === "theirs") return answerWaiting(exchange, mate.session);
  const [ours, theirs] = [session.media.plan, mate.session.media.plan];
  if (ours?.t38 !== undefined || theirs?.t38 !== undefined) return endFax(exchange, session, mate.session);
  if (ours === undefined || theirs === undefined || speakAlike(ours, theirs) || understandEachOther(ours, theirs)) {
    return;
  }
  for (const [asked, wanted] of [[session, theirs], [mate.session, ours]] as const) {
    if (speaksMore(asked, wanted) && isWorthAsking(asked, wanted) && ask(exchange, asked, wanted, false)) return;
  }
  if (isSettled(session) && isSettled(mate.session)) exchange.discord(session, true);
}

/**
 * A leg cannot or would not speak as its mate: then the mate is asked; without one codec in common, or one that can be
 * translated, they can only part.
 */
export function partInDiscord(exchange: Exchange, { session, isLast }: Discord): void {
  const mate = session.leg?.mate?.session;
  if (mate === undefined) return;
  if (mate.change.at === "theirs") return answerWaiting(exchange, mate);
  const [ours, theirs] = [session.media.plan, mate.media.plan];
  if (ours === undefined || theirs === undefined || shareOne(ours, theirs) || canTranslate(ours, theirs)) return;
  if (!isLast && ask(exchange, mate, ours, true)) return;
  exchange.logOf(session, "warn", "Two phones have no codec in common", { mate: mate.id });
  lose(exchange, session, "not-acceptable");
}

/** A fax is over when one of the two has gone back to sound: the other is asked to. */
function endFax(exchange: Exchange, one: Session, other: Session): void {
  const [still, gone] = one.media.plan?.t38 === undefined ? [other, one] : [one, other];
  if (gone.media.plan?.t38 === undefined) changeBack(exchange, still);
}

function ask(exchange: Exchange, session: Session, wanted: MediaPlan, isLast: boolean): boolean {
  return change(exchange, session, { for: "codecs", codecs: hearable(session, wanted), isLast });
}

function isBeingAsked({ change }: Session): boolean {
  return change.at === "ours" || change.at === "glare";
}

function isSettled({ state, change }: Session): boolean {
  return state.at === "talking" && change.at === "none";
}

/** Whether he may say yes; where we can translate, only who is known to hear what is wanted is asked. */
function isWorthAsking(session: Session, wanted: MediaPlan): boolean {
  const { plan, theirCodecs } = session.media;
  if (plan !== undefined && !canTranslate(plan, wanted)) return true;
  return theirCodecs.some((codec) => isSpeech(codec) && wanted.codecs.some((other) => sameCodec(codec, other)));
}

/** Of what is wanted, that which the session is known to hear; all of it where nothing is known to fit: it may say no. */
function hearable(session: Session, wanted: MediaPlan): readonly OfferedCodec[] {
  const known = session.media.theirCodecs.filter((codec) => wanted.codecs.some((other) => sameCodec(codec, other)));
  return known.some(isSpeech) ? known : codecsOf(wanted);
}

/** Whether each hears what the other speaks now, and whatever else they may come to speak can be translated. */
function understandEachOther(a: MediaPlan, b: MediaPlan): boolean {
  const [one, other] = [a.codecs.find(isSpeech), b.codecs.find(isSpeech)];
  const isHeard = (codec: Codec | undefined, by: MediaPlan) =>
    codec !== undefined && by.codecs.some((each) => sameCodec(each, codec));
  return canTranslate(a, b) && isHeard(one, b) && isHeard(other, a);
}

/** Whether `session` may say something that the other could not hear. */
function speaksMore(session: Session, heard: MediaPlan): boolean {
  const spoken = session.media.plan?.codecs.filter(isSpeech) ?? [];
  return spoken.some((codec) => !heard.codecs.some((other) => sameCodec(codec, other)));
}

function shareOne(a: MediaPlan, b: MediaPlan): boolean {
  return a.codecs.some((codec) => isSpeech(codec) && b.codecs.some((other) => sameCodec(codec, other)));
}
