import { type Flow, oneLine } from "../base/mod.ts";
import { reply, sentOnBefore, wantsPrivacy } from "../call/mod.ts";
import { type Directory, emergencyNumberIn, hasLamp, type InboundNumber, type Trunk } from "../directory/mod.ts";
import type { Party } from "../record/mod.ts";
import { type FromOutside, inboundOf, toE164FromTrunk } from "../routing/mod.ts";
import { takeCallTo } from "../script/mod.ts";
import { header, parseNameAddr, parseUri, type SipRequest } from "../sip/mod.ts";
import { begin, mayStart } from "./arrive.ts";
import { knownAs } from "./known_as.ts";
import { dialledIn } from "./outside.ts";
import type { Parts } from "./parts.ts";
import { passedBy } from "./passed.ts";

/** An INVITE outside any dialog that a trunk sent. */
export interface OutsideArrival {
  readonly key: string;
  readonly request: SipRequest;
  readonly flow: Flow;
  readonly trunk: Trunk;
  /** What is left of its Max-Forwards for the calls we make for it. */
  readonly maxForwards: number;
}

/** Somebody outside calls one of the office's numbers. */
export function arriveFromOutside(parts: Parts, arrival: OutsideArrival): void {
  const { exchange, trunks } = parts;
  const { key, request, trunk } = arrival;
  const { directory } = exchange;
  trunks.heard(trunk, exchange.now);
  reply(exchange, key, request, 100);
  // Taking a call over is for the phones of the house (RFC 3891 §3).
  if (header(request, "Replaces") !== undefined) return reply(exchange, key, request, 403);
  const called = calledNumber(request, trunk, directory);
  const party = knownAs(exchange, callerOf(request, trunk, directory));
  const led = ledFrom(trunk, { called, caller: party.number }, directory);
  if (led === undefined) {
    exchange.log("warn", "Nobody has the number that is called from outside", { trunk: trunk.name, called });
    return reply(exchange, key, request, 404);
  }
  const passed = trunk.kind === "site" ? passedBy(exchange, arrival, called) : [];
  if (passed === undefined) {
    exchange.log("warn", "Refused a call that goes round between boxes", { trunk: trunk.name, called });
    return reply(exchange, key, request, 482);
  }
  const { to: destination, ring } = led;
  const isEmergency = destination.kind === "emergency";
  if (!isEmergency && exchange.legs.ofTrunk(trunk.name).length >= trunk.channels) {
    exchange.log("warn", "Refused a call: all channels of the trunk are busy", { trunk: trunk.name, called });
    return reply(exchange, key, request, 486, { reason: "All channels busy" });
  }
  if (!isEmergency && !mayStart(parts, arrival)) return;
  begin(parts, {
    ...arrival,
    ...{ party, hidden: isHidden(request), passed, ring, sentOn: sentOnBefore(request), isForHelp: isEmergency },
  }, {
    dialled: called,
    script: (leg) => takeCallTo(leg, destination),
  });
}

/** Where it leads: whoever calls from another office of ours dials as a colleague does, but for codes and the world outside. */
function ledFrom(
  trunk: Trunk,
  call: FromOutside,
  directory: Directory,
): Pick<InboundNumber, "to" | "ring"> | undefined {
  const { called } = call;
  if (trunk.kind === "site") {
    const help = emergencyNumberIn(called, directory.emergencyNumbers);
    if (help !== undefined) return { to: { kind: "emergency", id: help } };
    const own = directory.extensions.has(called) ? { kind: "extension", id: called } : directory.numbers.get(called);
    if (own !== undefined) return { to: own };
  }
  return inboundOf(call, directory);
}

/** Whether he asks not to be named: by Privacy or From (RFC 3323), or in the words of Remote-Party-ID. */
function isHidden(request: SipRequest): boolean {
  return wantsPrivacy(request) || /;\s*privacy\s*=\s*"?(full|uri)/i.test(header(request, "Remote-Party-ID") ?? "");
}

/**
 * Whom he wants: the user of the Request-URI; or, where that is the Contact that we registered, what the provider says in
 * P-Called-Party-ID (RFC 7315 §4.2) or To, and if that is no number either the trunk's own.
 */
function calledNumber(request: SipRequest, trunk: Trunk, directory: Directory): string {
  const asked = dialledIn(request, directory);
  const named = [asked, userIn(header(request, "P-Called-Party-ID")), userIn(header(request, "To"))];
  const number = named.find((each) => each !== trunk.name && /^[+0-9][-0-9.]*$/.test(each));
  return normal(number ?? trunk.number ?? asked, trunk, directory);
}

/** Who calls, as the provider vouches for him (RFC 3325), or as he says himself. */
function callerOf(request: SipRequest, trunk: Trunk, directory: Directory): Party {
  const field = vouched(request, trunk);
  const said = userIn(field);
  const name = nameIn(field) ?? nameIn(header(request, "From"));
  const number = normal(said === "" ? "anonymous" : said, trunk, directory);
  // Nobody outside is to look like one of the house.
  const isOurs = directory.extensions.has(number) || hasLamp(directory, number);
  return { number: isOurs ? `+${number}` : number, ...(name === undefined ? {} : { name }), trunk: trunk.name };
}

/** Where the provider says who calls: it may pass on fields that others wrote, so what it vouches for is its own affair. */
function vouched(request: SipRequest, { reads = "any" }: Trunk): string | undefined {
  const asserted = reads === "any" || reads === "pai" ? header(request, "P-Asserted-Identity") : undefined;
  const remote = reads === "any" || reads === "rpid" ? header(request, "Remote-Party-ID") : undefined;
  return asserted ?? remote ?? header(request, "From");
}

function normal(number: string, { kind, format, country }: Trunk, { office }: Directory): string {
  // What another office dials is a number of ours, whatever a number of the world may look like.
  if (kind === "site") return number.slice(0, LONGEST_NUMBER);
  return toE164FromTrunk(number, { country: country ?? office.country, format }) ?? number.slice(0, LONGEST_NUMBER);
}

/** What a stranger calls himself ends up in tables and on displays. */
const LONGEST_NUMBER = 64;
/** Phones show no more. */
const LONGEST_NAME = 64;

function userIn(field: string | undefined): string {
  const named = parseNameAddr(field ?? "");
  const uri = named.ok ? parseUri(named.value.uri) : named;
  return uri.ok ? uri.value.user ?? "" : "";
}

function nameIn(field: string | undefined): string | undefined {
  const named = parseNameAddr(field ?? "");
  const name = oneLine(named.ok ? named.value.name ?? "" : "", LONGEST_NAME);
  return name === "" || /^anonymous$/i.test(name) ? undefined : name;
}
