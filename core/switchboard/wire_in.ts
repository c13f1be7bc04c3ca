import { type Flow, formatAddress } from "../base/mod.ts";
import { checkMaxForwards, checkRequire } from "../admission/mod.ts";
import {
  advertisedAddress,
  ALLOW,
  type Exchange,
  reply,
  SERVER,
  sessionOf,
  SUPPORTED,
  SUPPORTED_TAGS,
  within,
  withinAck,
} from "../call/mod.ts";
import {
  header,
  headers,
  parseMessage,
  parseUri,
  parseVia,
  respondTo,
  type SipRequest,
  tagOf,
  writeMessage,
} from "../sip/mod.ts";
import { ALLOW_EVENTS, packageIn } from "../presence/mod.ts";
import type { Binding } from "../registrar/mod.ts";
import { arrive } from "./arrive.ts";
import { arriveFromOutside } from "./arrive_outside.ts";
import { watch, watchOn } from "./lamps.ts";
import { relayMessage } from "./message.ts";
import { callsForHelp } from "./outside.ts";
import type { Parts } from "./parts.ts";
import { phonesChanged, publish } from "./presence.ts";
import { tellUnasked } from "./waiting.ts";

/** One message from the network: read, matched to its transaction, and what is new about it gathered as signals. */
export function wireIn(parts: Parts, flow: Flow, bytes: Uint8Array): void {
  const { exchange } = parts;
  const parsed = parseMessage(bytes);
  if (parsed.ok) return exchange.carry(exchange.transactions.receive(parsed.value, flow, exchange.now));
  const { fault } = parsed;
  parts.count("messages_unreadable");
  exchange.log("debug", "Dropped or refused what is not SIP", {
    from: formatAddress(flow.remote),
    code: fault.code,
    text: fault.text,
  });
  if (fault.status === undefined || fault.partial === undefined || fault.partial.method === "ACK") return;
  const response = respondTo(fault.partial, fault.status, { toTag: exchange.chance.token(), headers: [SERVER] });
  parts.emit({ type: "send", flow, bytes: writeMessage(response) });
}

/** A new request: inside a dialog to its session, outside to whoever it is for. */
export function requestIn(parts: Parts, key: string, request: SipRequest, flow: Flow): void {
  const { exchange } = parts;
  if (tagOf(header(request, "To") ?? "") !== undefined && request.method !== "REGISTER") {
    const session = sessionOf(exchange, request);
    if (session === undefined && request.method === "SUBSCRIBE") return watchOn(parts, key, request, flow);
    // A CANCEL comes here only when what it would cancel is not there.
    if (session === undefined || request.method === "CANCEL") return reply(exchange, key, request, 481);
    const unsupported = checkRequire(request, SUPPORTED_TAGS);
    if (unsupported !== undefined) return reply(exchange, key, request, 420, { headers: [unsupported] });
    return within(exchange, session, key, request, flow);
  }
  const objection = objectionTo(parts, request, flow);
  if (objection !== undefined) {
    const { status, headers: fields = [] } = objection;
    return reply(exchange, key, request, status, { headers: fields });
  }
  switch (request.method) {
    case "OPTIONS":
      return reply(exchange, key, request, 200, { headers: [ALLOW, SUPPORTED, ACCEPT, ALLOW_EVENTS] });
    case "REGISTER":
    case "INVITE":
    case "MESSAGE":
      return admitted(parts, key, request, flow);
    case "SUBSCRIBE":
    case "PUBLISH":
      if (packageIn(request) !== undefined) return admitted(parts, key, request, flow);
      return reply(exchange, key, request, 489, { headers: [ALLOW_EVENTS] });
    case "BYE":
    case "INFO":
    case "UPDATE":
    case "PRACK":
    case "NOTIFY":
    case "CANCEL":
      return reply(exchange, key, request, 481);
    case "REFER":
      return reply(exchange, key, request, 403);
    default:
      return reply(exchange, key, request, 405, { headers: [ALLOW] });
  }
}

/** An ACK that belongs to a 2xx of ours. */
export function ackIn(parts: Parts, ack: SipRequest): void {
  const session = sessionOf(parts.exchange, ack);
  if (session !== undefined) withinAck(parts.exchange, session, ack);
}

const ACCEPT = { name: "Accept", value: "application/sdp, application/dtmf-relay" };

/** What is wrong with a request whoever sent it (RFC 3261 §8.2.2, §16.3). */
function objectionTo(
  parts: Parts,
  request: SipRequest,
  flow: Flow,
): { status: number; headers?: readonly { name: string; value: string }[] } | undefined {
  const forwards = checkMaxForwards(request);
  if (!forwards.ok) return { status: forwards.fault.status };
  const uri = parseUri(request.uri);
  if (!uri.ok) return { status: 400 };
  const isKnown = ["sip", "sips", "tel"].includes(uri.value.scheme) || callsForHelp(request, parts.exchange.directory);
  if (!isKnown) return { status: 416 };
  const unsupported = checkRequire(request, SUPPORTED_TAGS);
  if (unsupported !== undefined) return { status: 420, headers: [unsupported] };
  return wentRound(parts, request, flow) ? { status: 482 } : undefined;
}

/** A request that passed through this box before comes back with our Via below its top one. */
function wentRound(parts: Parts, request: SipRequest, flow: Flow): boolean {
  const ours = advertisedAddress(flow, parts.exchange.addresses);
  return headers(request, "Via").slice(1).some((value) => {
    const via = parseVia(value);
    return via.ok && via.value.host === ours.ip && via.value.port === ours.port;
  });
}

/** A phone that comes back over a new connection is in its calls on that one from now on (RFC 5626 §5.3). */
function follow(exchange: Exchange, { number, contact }: Binding, flow: Flow): void {
  if (flow.connection === undefined || exchange.legs.callsOf(number) === 0) return;
  for (const session of exchange.sessions.all()) {
    if (session.dialog?.remoteTarget === contact && session.flow.connection !== undefined) session.flow = flow;
  }
}

/** The first round of every phone, and the one after its nonce has grown old: nothing to be alarmed about. */
const USUAL: ReadonlySet<string> = new Set(["no-credentials", "stale"]);

function admitted(parts: Parts, key: string, request: SipRequest, flow: Flow): void {
  const { exchange, authenticator, registrar, seating, trunks } = parts;
  const isInvite = request.method === "INVITE";
  const trunk = isInvite ? trunks.senderOf(request, flow) : undefined;
  // Another office's box that has a secret proves that it is the one, wherever it calls from.
  if (trunk !== undefined && !(trunk.kind === "site" && trunk.user !== undefined)) {
    return arriveFromOutside(parts, { key, request, flow, trunk, maxForwards: forwardsLeft(request) });
  }
  const isForHelp = callsForHelp(request, exchange.directory);
  const verdict = authenticator.judge(request, flow, exchange.directory, exchange.now, { isForHelp });
  if (verdict.type === "refused") {
    if (verdict.fact !== undefined && !USUAL.has(verdict.fact)) {
      parts.count("authentication_failures");
      exchange.log("warn", "Refused a stranger", {
        method: request.method,
        from: formatAddress(flow.remote),
        reason: verdict.fact,
      });
    }
    return reply(exchange, key, request, verdict.status, { headers: verdict.headers });
  }
  if (verdict.type === "site") {
    const site = isInvite ? exchange.directory.trunks.get(verdict.trunk) : undefined;
    if (site === undefined) return reply(exchange, key, request, 403);
    return arriveFromOutside(parts, { key, request, flow, trunk: site, maxForwards: forwardsLeft(request) });
  }
  const { extension } = verdict;
  const phone = extension.number;
  // The office may have lost whoever sits there in this very turn.
  const person = exchange.directory.extensions.get(seating.whoIsAt(phone)) ?? extension;
  switch (request.method) {
    case "REGISTER": {
      const toTag = exchange.chance.token();
      const before = registrar.bindingsOf(extension.number, exchange.now);
      const { response, changes } = registrar.register(request, flow, extension, exchange.now, { toTag });
      parts.count("registrations");
      for (const change of changes) {
        parts.emit(change);
        if (change.type !== "bind") continue;
        follow(exchange, change.binding, flow);
        const isNew = before.every(({ contact }) => contact !== change.binding.contact);
        if (isNew) phonesChanged(parts, extension.number, true);
      }
      exchange.carry(exchange.transactions.respond(key, response, exchange.now));
      return tellUnasked(parts, changes.flatMap((change) => change.type === "bind" ? change.binding : []));
    }
    case "MESSAGE":
      return relayMessage(parts, key, request, person);
    case "PUBLISH":
      return publish(parts, key, request, { person, phone });
    case "SUBSCRIBE":
      return watch(parts, key, request, flow, phone);
    default:
      return arrive(parts, { key, request, flow, extension: person, phone, maxForwards: forwardsLeft(request) });
  }
}

/** What is left of its Max-Forwards for what we send for it. */
function forwardsLeft(request: SipRequest): number {
  const forwards = checkMaxForwards(request);
  return (forwards.ok ? forwards.value : 70) - 1;
}
