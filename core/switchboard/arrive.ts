import type { Flow } from "../base/mod.ts";
import type { Admission } from "../admission/mod.ts";
import {
  answer,
  codecsOf,
  type LegId,
  likeOrTranslated,
  receive,
  release,
  reply,
  seat,
  swap,
  wantsPrivacy,
} from "../call/mod.ts";
import type { Extension } from "../directory/mod.ts";
import type { Party } from "../record/mod.ts";
import { header, parseReplaces, type SipRequest } from "../sip/mod.ts";
import { type Ending, type Script, takeCall } from "../script/mod.ts";
import type { CallFile } from "./call_file.ts";
import { callsForHelp, dialledIn } from "./outside.ts";
import type { Parts } from "./parts.ts";
import { seatedParty } from "./seating.ts";

/** An INVITE outside any dialog, from an extension's phone that proved who it is: a new call, or one taken over. */
export function arrive(parts: Parts, arrival: Arrival): void {
  const { exchange } = parts;
  const { key, request, extension, phone } = arrival;
  reply(exchange, key, request, 100);
  const replaces = header(request, "Replaces");
  if (replaces !== undefined) return takeOver(parts, arrival, replaces);
  const dialled = dialledIn(request, exchange.directory);
  if (dialled === "") return reply(exchange, key, request, 484);
  const isEmergency = callsForHelp(request, exchange.directory);
  if (!isEmergency && !mayStart(parts, arrival)) return;
  if (!isEmergency && exchange.legs.callsOf(extension.number) >= extension.callLimit) {
    exchange.log("info", "Refused a call over the extension's limit", { extension: extension.number });
    return reply(exchange, key, request, 486, { reason: "Call limit reached" });
  }
  const party = seatedParty({ number: extension.number, name: extension.name }, phone);
  const script = (leg: LegId) => takeCall(leg, dialled);
  const hidden = extension.anonymous === true || wantsPrivacy(request);
  begin(parts, { ...arrival, party, hidden, isForHelp: isEmergency }, { dialled, script });
}

/** What is known of an INVITE once its sender is. */
export interface Arrival {
  readonly key: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Who calls. */
  readonly extension: Extension;
  /** The extension that his phone registers for. */
  readonly phone: string;
  /** What is left of its Max-Forwards for the calls we make for it. */
  readonly maxForwards: number;
}

/** Begins a call, of whoever is at its other end. */
export function begin(
  parts: Parts,
  arrival: Omit<Arrival, "extension" | "phone"> & Pick<CallFile, "passed" | "ring" | "sentOn"> & {
    readonly party: Party;
    readonly hidden: boolean;
    readonly isForHelp: boolean;
  },
  { dialled, script }: { readonly dialled: string; readonly script: (leg: LegId) => Script<Ending> },
): void {
  const { exchange, calls, runner } = parts;
  const { key, request, flow, party, hidden, isForHelp, maxForwards, passed = [], ring, sentOn } = arrival;
  const call = `c${exchange.chance.token()}`;
  const session = receive(exchange, { key, request, flow, party, call, isForHelp });
  if ("cause" in session) {
    exchange.log(session.status === 503 ? "warn" : "info", "Refused a call", { call, text: session.text });
    return reply(exchange, key, request, session.status, { headers: session.headers });
  }
  calls.set(call, { caller: { party, hidden }, maxForwards, passed, ring, sentOn, since: exchange.now, dialled });
  parts.count("calls_started");
  const { sipCallId } = session;
  exchange.note(call, { type: "call.started", from: party, dialled, sipCallId, ...(hidden ? { isHidden: true } : {}) });
  exchange.log("info", "A call begins", { call, from: party.number, dialled });
  const leg = seat(exchange, call, session);
  runner.start(call, script(leg.id));
}

/**
 * INVITE with Replaces (RFC 3891 §3): an extension's other phone takes over a call that one of its phones is in. Nobody
 * else may: that would be eavesdropping with extra steps.
 */
function takeOver(parts: Parts, arrival: Arrival, value: string): void {
  const { exchange } = parts;
  const { key, request, flow, extension, phone } = arrival;
  const replaces = parseReplaces(value);
  if (!replaces.ok) return reply(exchange, key, request, 400, { reason: "Bad Replaces" });
  const { callId, toTag, fromTag, earlyOnly } = replaces.value;
  const replaced = exchange.sessions.withDialog(callId, toTag, fromTag);
  const leg = replaced?.leg;
  if (replaced === undefined || leg === undefined || replaced.state.at !== "talking") {
    return reply(exchange, key, request, 481);
  }
  if (replaced.party.number !== extension.number) return reply(exchange, key, request, 403);
  if (earlyOnly) return reply(exchange, key, request, 486);
  const party = seatedParty({ number: extension.number, name: extension.name }, phone);
  const session = receive(exchange, { key, request, flow, party, call: leg.call });
  if ("cause" in session) return reply(exchange, key, request, session.status, { headers: session.headers });
  const newcomer = seat(exchange, leg.call, session);
  const plan = leg.mate?.session.media.plan ?? replaced.media.plan;
  if (!answer(exchange, session, plan === undefined ? (offered) => offered : likeOrTranslated(codecsOf(plan)))) return;
  swap(exchange, newcomer, leg);
  release(exchange, replaced, "transferred");
}

/** Whether one more call may start; if not, it was told when to try again. */
export function mayStart(parts: Parts, { key, request }: Pick<Arrival, "key" | "request">): boolean {
  const { exchange } = parts;
  const verdict: Admission = parts.draining
    ? { ok: false, retryAfterS: 60 }
    : parts.overload.admit(exchange.now, { recordReady: parts.recordReady, calls: parts.calls.size });
  if (verdict.ok) return true;
  parts.count("calls_refused_overload");
  exchange.log("warn", "Refused a call: the box is busy", { draining: parts.draining, recordReady: parts.recordReady });
  const headers = [{ name: "Retry-After", value: String(verdict.retryAfterS) }];
  reply(exchange, key, request, 503, { headers });
  return false;
}
