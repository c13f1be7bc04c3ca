import type { Result } from "../base/mod.ts";
import {
  answerT38,
  type MediaPlan,
  offerT38,
  planT38,
  readT38,
  type SessionDescription,
  settleT38,
  type T38Terms,
} from "../sdp/mod.ts";
import { encryptionTerms } from "./encryption.ts";
import type { Exchange } from "./exchange.ts";
import { faxUseOf } from "./fax_use.ts";
import { nextLocal, settle } from "./negotiate.ts";
import type { Session } from "./session.ts";

/** Whether a session may go over to T.38. UDPTL is in plain sight: who speaks encrypted sends his fax as sound. */
export function mayPassT38(exchange: Exchange, session: Session): boolean {
  const { media, party } = session;
  const isSecret = media.ice !== undefined || media.plan?.srtp !== undefined ||
    encryptionTerms(exchange, party)?.isRequired === true;
  return media.plan !== undefined && !isSecret && faxUseOf(exchange, session) === "t38";
}

/** In which terms the one that a session talks to has his fax, or wants it; undefined where he has sound. */
export function t38Beyond(session: Session): T38Terms | undefined {
  const mate = session.leg?.mate?.session;
  if (mate === undefined) return undefined;
  if (mate.change.at !== "theirs") return mate.media.plan?.t38;
  const wanted = readT38(mate.change.offer);
  return wanted.ok ? wanted.value.terms : undefined;
}

/** Our offer of fax on a session, in the terms of the one who sends or takes it beyond. */
export function offerFaxOn(exchange: Exchange, session: Session, terms: T38Terms): SessionDescription {
  const { media } = session;
  if (media.ours === undefined) throw new Error("Cannot offer fax: expected an agreement on sound first");
  media.ours = offerT38(nextLocal(exchange, session), terms, media.ours);
  return media.ours;
}

/** Answers their offer of fax in the terms of the other side; what was settled goes to the media engine. */
export function answerFaxOn(
  exchange: Exchange,
  session: Session,
  offer: SessionDescription,
  terms: T38Terms,
): Result<SessionDescription> {
  const theirs = readT38(offer);
  if (!theirs.ok) return theirs;
  const answer = answerT38(nextLocal(exchange, session), terms, offer);
  if (!answer.ok) return answer;
  session.media.ours = answer.value;
  goOver(exchange, session, theirs.value);
  return answer;
}

/** Takes their answer to our offer of fax. */
export function settleFaxOn(
  exchange: Exchange,
  session: Session,
  offer: SessionDescription,
  answer: SessionDescription,
): Result<MediaPlan> {
  const theirs = settleT38(offer, answer);
  return theirs.ok ? { ok: true, value: goOver(exchange, session, theirs.value) } : theirs;
}

function goOver(exchange: Exchange, session: Session, theirs: Parameters<typeof planT38>[1]): MediaPlan {
  const { media, leg } = session;
  if (media.plan === undefined) throw new Error("Cannot go over to fax: expected an agreement on sound first");
  const isNew = media.plan.t38 === undefined;
  const plan = planT38(media.plan, theirs);
  settle(exchange, session, plan);
  if (isNew && leg !== undefined) exchange.note(leg.call, { type: "fax.carried", leg: leg.id, by: "t38" });
  return plan;
}
