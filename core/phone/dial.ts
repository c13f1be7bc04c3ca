import { ackFor, openAsUac } from "../dialog/mod.ts";
import { type SessionDescription, writeSdp } from "../sdp/mod.ts";
import { type Header, header, type SipRequest, type SipResponse } from "../sip/mod.ts";
import { answerOf, described, say, takeAnswer } from "./describe.ts";
import { hangUp } from "./hang_up.ts";
import type { Line } from "./line.ts";
import type { Phone } from "./phone.ts";
import { ALLOW } from "./respond.ts";

/** Calls a number through the box. */
export function dial(phone: Phone, id: string, number: string, late: boolean): void {
  const line: Line = {
    id,
    peer: number,
    state: { at: "ended" },
    dialog: undefined,
    plan: undefined,
    ours: undefined,
    version: 0,
    change: undefined,
    heldByUs: false,
    ack: undefined,
  };
  phone.lines.set(id, line);
  const offer = late ? undefined : say(phone, line);
  const fields: Header[] = [
    { name: "Max-Forwards", value: "70" },
    { name: "From", value: `${phone.self};tag=${phone.chance.token()}` },
    { name: "To", value: `<sip:${number}@${phone.host}>` },
    { name: "Call-ID", value: phone.chance.token(128) },
    { name: "CSeq", value: "1 INVITE" },
    { name: "Contact", value: phone.contact },
    ALLOW,
  ];
  if (offer !== undefined) fields.push({ name: "Content-Type", value: "application/sdp" });
  const invite: SipRequest = {
    kind: "request",
    method: "INVITE",
    uri: `sip:${number}@${phone.host}`,
    headers: fields,
    body: offer === undefined ? new Uint8Array(0) : writeSdp(offer),
  };
  const key = phone.errand(invite, (response) => dialled(phone, line, offer, response));
  line.state = { at: "dialling", key, invite, offer, givenUp: false };
}

/** What the box says to our call. */
function dialled(
  phone: Phone,
  line: Line,
  offer: SessionDescription | undefined,
  response: SipResponse | undefined,
): void {
  const { state } = line;
  if (state.at !== "dialling") return;
  if (response === undefined || response.status >= 300) {
    line.state = { at: "ended" };
    phone.lines.delete(line.id);
    const reason = response === undefined ? undefined : header(response, "Reason");
    return phone.show({
      type: "ended",
      line: line.id,
      status: response?.status ?? 408,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  if (response.status < 200) {
    if (offer !== undefined && line.plan === undefined) takeAnswer(phone, line, offer, response);
    if (response.status >= 180) phone.show({ type: "ringing", line: line.id });
    return;
  }
  const opened = openAsUac(state.invite, response);
  if (!opened.ok) return;
  line.dialog = opened.value;
  line.state = { at: "talking" };
  if (offer !== undefined) takeAnswer(phone, line, offer, response);
  acknowledge(phone, line, opened.value.localCseq, response);
  if (state.givenUp) return hangUp(phone, line);
  phone.show({ type: "answered", line: line.id });
}

/** The ACK for a 2xx: with our answer when the 2xx made the offer. A copy of the 2xx gets the same again. */
export function acknowledge(phone: Phone, line: Line, cseq: number, response: SipResponse): void {
  if (line.ack === undefined || cseqOf(line.ack) !== cseq) {
    const isLate = described(response) !== undefined && line.ours === undefined;
    const answer = isLate ? answerOf(phone, line, response) : undefined;
    const parts = answer === undefined ? {} : { body: writeSdp(answer.description), contentType: "application/sdp" };
    line.ack = ackFor(line.dialog!, cseq, parts);
  }
  phone.carry(phone.transactions.acknowledge(line.ack, phone.flow, phone.flow.local));
}

function cseqOf(ack: SipRequest): number {
  return Number(header(ack, "CSeq")!.split(" ")[0]);
}
