import { toText } from "../base/mod.ts";
import { accept, confirm, openAsUas, readSipfrag } from "../dialog/mod.ts";
import { header, parseNameAddr, parseUri, type SipRequest, tagOf } from "../sip/mod.ts";
import type { TransactionEvent } from "../transaction/mod.ts";
import { answerOf, described, takeAnswer } from "./describe.ts";
import type { Line } from "./line.ts";
import type { Phone } from "./phone.ts";
import { respond } from "./respond.ts";
import { notified } from "./watch.ts";

/** A request of the box. */
export function requestIn(
  phone: Phone,
  signal: Extract<TransactionEvent, { type: "request" | "ack" | "cancelled" }>,
): void {
  const { request } = signal;
  if (signal.type === "ack") return acknowledged(phone, request);
  if (signal.type === "cancelled") return cancelled(phone, signal.key, request);
  const { key } = signal;
  const line = lineOf(phone, request);
  if (line !== undefined) return within(phone, line, key, request);
  switch (request.method) {
    case "INVITE":
      return incoming(phone, key, request);
    case "MESSAGE":
      respond(phone, key, request, 200);
      return phone.show({ type: "message", from: whoIn(request).number, text: toText(request.body) });
    case "NOTIFY":
      return notified(phone, key, request);
    case "OPTIONS":
      return respond(phone, key, request, 200);
    default:
      return respond(phone, key, request, 481);
  }
}

function incoming(phone: Phone, key: string, request: SipRequest): void {
  const localTag = phone.chance.token();
  const opened = openAsUas(request, localTag);
  if (!opened.ok) return respond(phone, key, request, 400);
  const { number, name } = whoIn(request);
  const line: Line = {
    id: phone.chance.token(),
    peer: number,
    state: { at: "incoming", key, invite: request, localTag },
    dialog: opened.value,
    plan: undefined,
    ours: undefined,
    version: 0,
    change: undefined,
    heldByUs: false,
    ack: undefined,
  };
  phone.lines.set(line.id, line);
  respond(phone, key, request, 100);
  phone.show({ type: "incoming", line: line.id, from: number, ...(name === undefined ? {} : { name }) });
}

function within(phone: Phone, line: Line, key: string, request: SipRequest): void {
  const accepted = accept(line.dialog!, request);
  if (!accepted.ok) return respond(phone, key, request, 500);
  line.dialog = accepted.value;
  switch (request.method) {
    case "BYE": {
      respond(phone, key, request, 200);
      const reason = header(request, "Reason");
      return over(phone, line, reason);
    }
    case "INVITE":
    case "UPDATE": {
      if (line.change !== undefined) return respond(phone, key, request, 491);
      if (request.method === "UPDATE" && described(request) === undefined) return respond(phone, key, request, 200);
      const said = answerOf(phone, line, request);
      if (said === undefined) return respond(phone, key, request, 488);
      if (request.method === "INVITE") {
        line.state = { at: "answered", key, offer: said.isOffer ? said.description : undefined };
      }
      return respond(phone, key, request, 200, undefined, {
        description: said.description,
        repeat: request.method === "INVITE",
      });
    }
    case "INFO": {
      respond(phone, key, request, 200);
      const digit = /Signal=(\S)/.exec(toText(request.body))?.[1];
      if (digit !== undefined) phone.show({ type: "digit", line: line.id, digit });
      return;
    }
    case "NOTIFY": {
      respond(phone, key, request, 200);
      const fragment = readSipfrag(request.body);
      if (fragment.ok) phone.show({ type: "transfer", line: line.id, status: fragment.value.status });
      return;
    }
    default:
      return respond(phone, key, request, 405);
  }
}

function acknowledged(phone: Phone, ack: SipRequest): void {
  const line = lineOf(phone, ack);
  if (line?.state.at !== "answered") return;
  const { key, offer } = line.state;
  phone.transactions.confirm(key);
  const isFirst = line.dialog!.state === "early";
  line.dialog = confirm(line.dialog!);
  line.state = { at: "talking" };
  if (offer !== undefined) takeAnswer(phone, line, offer, ack);
  if (isFirst) phone.show({ type: "answered", line: line.id });
}

function cancelled(phone: Phone, key: string, cancel: SipRequest): void {
  for (const line of phone.lines.values()) {
    if (line.state.at !== "incoming" || line.state.key !== key) continue;
    respond(phone, key, line.state.invite, 487, line.state.localTag);
    return over(phone, line, header(cancel, "Reason"));
  }
}

function over(phone: Phone, line: Line, reason: string | undefined): void {
  line.state = { at: "ended" };
  phone.lines.delete(line.id);
  phone.show({ type: "ended", line: line.id, ...(reason === undefined ? {} : { reason }) });
}

function lineOf(phone: Phone, request: SipRequest): Line | undefined {
  const callId = header(request, "Call-ID");
  const [to, from] = [tagOf(header(request, "To") ?? ""), tagOf(header(request, "From") ?? "")];
  for (const line of phone.lines.values()) {
    const { dialog } = line;
    if (dialog?.callId === callId && dialog?.localTag === to && dialog?.remoteTag === from) return line;
  }
  return undefined;
}

function whoIn(request: SipRequest): { number: string; name: string | undefined } {
  const from = parseNameAddr(header(request, "From") ?? "");
  const uri = from.ok ? parseUri(from.value.uri) : undefined;
  return {
    number: uri?.ok === true ? uri.value.user ?? "" : "",
    name: from.ok ? from.value.name : undefined,
  };
}
