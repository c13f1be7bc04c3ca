import { toBytes } from "../base/mod.ts";
import { requestIn } from "../dialog/mod.ts";
import { writeSdp } from "../sdp/mod.ts";
import { type SipRequest, withHeader } from "../sip/mod.ts";
import { dial } from "./dial.ts";
import { answerOf, say } from "./describe.ts";
import { end, hangUp, send } from "./hang_up.ts";
import type { Line, PhoneCommand } from "./line.ts";
import type { Phone } from "./phone.ts";
import { respond } from "./respond.ts";
import { unwatch, watch } from "./watch.ts";

/** Does what the user asks. Quiet when the line is not in a state for it. */
export function perform(phone: Phone, command: PhoneCommand): void {
  switch (command.do) {
    case "register":
      return phone.register(command.expiresS ?? 3600);
    case "dial":
      return dial(phone, command.line, command.number, command.late ?? false);
    case "message":
      return message(phone, command.number, command.text);
    case "watch":
      return watch(phone, command.number, command.expiresS ?? 3600);
    case "unwatch":
      return unwatch(phone, command.number);
    case "ring":
    case "answer":
    case "refuse":
    case "hang-up":
    case "hold":
    case "resume":
    case "transfer":
    case "transfer-to-line":
    case "press": {
      const line = phone.lines.get(command.line);
      if (line !== undefined) onLine(phone, line, command);
    }
  }
}

type LineCommand = Exclude<PhoneCommand, { do: "register" | "dial" | "message" | "watch" | "unwatch" }>;

function onLine(phone: Phone, line: Line, command: LineCommand): void {
  switch (command.do) {
    case "ring":
      if (line.state.at === "incoming") respond(phone, line.state.key, line.state.invite, 180, line.state.localTag);
      return;
    case "answer":
      return answer(phone, line);
    case "refuse": {
      const { state } = line;
      if (state.at !== "incoming") return;
      const extra = command.contact === undefined ? [] : [{ name: "Contact", value: `<${command.contact}>` }];
      respond(phone, state.key, state.invite, command.status, state.localTag, { headers: extra });
      return end(phone, line);
    }
    case "hang-up":
      return hangUp(phone, line);
    case "hold":
      return reinvite(phone, line, true);
    case "resume":
      return reinvite(phone, line, false);
    case "transfer":
      return refer(phone, line, `<sip:${command.number}@${phone.host}>`);
    case "transfer-to-line": {
      const other = phone.lines.get(command.to)?.dialog;
      if (other === undefined) return;
      const replaces = encodeURIComponent(`${other.callId};to-tag=${other.remoteTag};from-tag=${other.localTag}`);
      return refer(phone, line, `<sip:${phone.lines.get(command.to)!.peer}@${phone.host}?Replaces=${replaces}>`);
    }
    case "press": {
      const body = toBytes(`Signal=${command.digit}\r\nDuration=160\r\n`);
      return send(phone, line, "INFO", { body, contentType: "application/dtmf-relay" });
    }
  }
}

function answer(phone: Phone, line: Line): void {
  const { state } = line;
  if (state.at !== "incoming") return;
  const said = answerOf(phone, line, state.invite);
  if (said === undefined) {
    respond(phone, state.key, state.invite, 488, state.localTag);
    return end(phone, line);
  }
  line.state = { at: "answered", key: state.key, offer: said.isOffer ? said.description : undefined };
  respond(phone, state.key, state.invite, 200, state.localTag, { description: said.description, repeat: true });
}

function reinvite(phone: Phone, line: Line, hold: boolean): void {
  if (line.state.at !== "talking" || line.change !== undefined) return;
  line.heldByUs = hold;
  const offer = say(phone, line, hold ? "sendonly" : "sendrecv");
  const [dialog, request] = requestIn(line.dialog!, "INVITE", {
    contact: phone.contact,
    body: writeSdp(offer),
    contentType: "application/sdp",
  });
  line.dialog = dialog;
  const signed = phone.digest.sign(request);
  const started = phone.transactions.request(signed, phone.flow, phone.flow.local, phone.now);
  line.change = { key: started.key, offer, cseq: dialog.localCseq };
  phone.carry(started.events);
}

function refer(phone: Phone, line: Line, target: string): void {
  if (line.state.at !== "talking") return;
  const headers = [{ name: "Refer-To", value: target }, { name: "Referred-By", value: phone.self }];
  send(phone, line, "REFER", { contact: phone.contact, headers });
}

function message(phone: Phone, number: string, text: string): void {
  const request: SipRequest = {
    kind: "request",
    method: "MESSAGE",
    uri: `sip:${number}@${phone.host}`,
    headers: [
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: `${phone.self};tag=${phone.chance.token()}` },
      { name: "To", value: `<sip:${number}@${phone.host}>` },
      { name: "Call-ID", value: phone.chance.token(128) },
      { name: "CSeq", value: "1 MESSAGE" },
    ],
    body: toBytes(text),
  };
  phone.errand(withHeader(request, "Content-Type", "text/plain"), (response) => {
    if (response === undefined || response.status >= 200) {
      phone.show({ type: "message-sent", status: response?.status ?? 408 });
    }
  });
}
