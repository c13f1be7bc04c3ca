import { type Result } from "../base/mod.ts";
import {
  answerOffer,
  type Direction,
  type LocalMedia,
  makeOffer,
  parseSdp,
  type SessionDescription,
  settleAnswer,
} from "../sdp/mod.ts";
import { bodyOfType, type SipMessage } from "../sip/mod.ts";
import type { Line } from "./line.ts";
import type { Phone } from "./phone.ts";

/** The phone's next offer on a line. */
export function say(phone: Phone, line: Line, direction: Direction = "sendrecv"): SessionDescription {
  const after = line.ours === undefined ? {} : { after: line.ours };
  line.ours = makeOffer(local(phone, line), { codecs: phone.codecs, direction, ...after });
  return line.ours;
}

/** What a message describes, if it does and can be read. */
export function described(message: SipMessage): SessionDescription | undefined {
  const body = bodyOfType(message, "application/sdp");
  const parsed = body === undefined ? undefined : parseSdp(body);
  return parsed?.ok === true ? parsed.value : undefined;
}

/** The answer to an INVITE's offer, or an offer where it had none; undefined when nothing fits. */
export function answerOf(
  phone: Phone,
  line: Line,
  invite: SipMessage,
): { description: SessionDescription; isOffer: boolean } | undefined {
  const offer = described(invite);
  if (offer === undefined) return { description: say(phone, line), isOffer: true };
  const answered = answerOffer(offer, local(phone, line), {
    codecs: phone.codecs,
    direction: line.heldByUs ? "sendonly" : "sendrecv",
  });
  if (!answered.ok) return undefined;
  line.ours = answered.value.answer;
  settled(phone, line, { ok: true, value: answered.value.plan });
  return { description: answered.value.answer, isOffer: false };
}

/** Takes the box's answer to our offer. */
export function takeAnswer(phone: Phone, line: Line, offer: SessionDescription, message: SipMessage): void {
  const answer = described(message);
  if (answer !== undefined) settled(phone, line, settleAnswer(offer, answer));
}

function settled(phone: Phone, line: Line, result: Result<NonNullable<Line["plan"]>>): void {
  if (!result.ok) return;
  line.plan = result.value;
  phone.show({ type: "media", line: line.id, plan: result.value });
}

function local(phone: Phone, line: Line): LocalMedia {
  line.version += 1;
  return {
    address: phone.media,
    rtcpPort: phone.media.port + 1,
    session: { id: "1", version: line.version },
  };
}
