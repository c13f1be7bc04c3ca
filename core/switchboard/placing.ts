import {
  alertInfo,
  autoAnswer,
  type Caller,
  isBrowser,
  type Leg,
  MOST_DIVERSIONS,
  place,
  type Placed,
  speakerOf,
  type Way,
} from "../call/mod.ts";
import { LINE_FAMILY, readLine } from "../notebook/mod.ts";
import type { Party } from "../record/mod.ts";
import type { Directory } from "../directory/mod.ts";
import type { Braked, Deed, Outcomes, Shown } from "../script/mod.ts";
import type { Header } from "../sip/mod.ts";
import { type CallFile, hides } from "./call_file.ts";
import { tellOfEmergency } from "./emergency.ts";
import { asDialled, type Facts } from "./facts.ts";
import { isOffHours } from "./off_hours.ts";
import { isOutside, outsideNumber, type Toll } from "./outside.ts";
import { knownAs } from "./known_as.ts";
import { type Ringing, ringOf } from "./ring_of.ts";
import { seatedParty } from "./seating.ts";
import { waysTo } from "./ways.ts";

type PlaceDeed = Extract<Deed, { do: "place" }>;
type Tried = Outcomes["place"];

/** Calls a phone of the house, or a number outside, for somebody of this call. */
export function placeLeg(facts: Facts, call: string, deed: PlaceDeed): Tried {
  const { exchange } = facts;
  const file = facts.calls.get(call);
  const caller = deed.caller === undefined ? undefined : exchange.legs.get(deed.caller);
  const isGone = caller === undefined && deed.caller !== undefined;
  if (isGone || file === undefined) return { failed: "gone" };
  const asked = { call, deed, file, caller };
  return isOutside(deed.phone) ? placeOutside(facts, asked) : placeInside(facts, asked);
}

/** What is to be placed, and what is known of who asked for it. */
interface Asked {
  readonly call: string;
  readonly deed: PlaceDeed;
  readonly file: CallFile;
  readonly caller: Leg | undefined;
}

function placeInside({ exchange, seating, notebook }: Facts, { call, deed, file, caller }: Asked): Tried {
  const { phone, shown } = deed;
  const binding = seating.bindingsOf(phone.number, exchange.now).find(({ contact }) => contact === phone.contact);
  if (binding === undefined) return { failed: "gone" };
  const name = exchange.directory.extensions.get(phone.number)?.name;
  const { vips = [] } = readLine(notebook.get(LINE_FAMILY, phone.number));
  const { party: speaker, hidden } = shownOf(file, caller);
  const party = asDialled(exchange, knownAs(exchange, speaker, phone.number));
  const leg = place(exchange, {
    ...common({ call, deed, file, caller }),
    caller: { party: shown?.prefix === undefined ? party : prefixed(party, shown.prefix, hidden), hidden },
    party: seatedParty({ number: phone.number, ...(name === undefined ? {} : { name }) }, binding.number),
    contact: binding.contact,
    flow: binding.flow,
    ...binding.userAgent === undefined ? {} : { userAgent: binding.userAgent },
    isBrowser: isBrowser(binding.flow, binding.doesIce === true),
    route: binding.path,
    headers: headersFor(
      { caller: { party, hidden }, number: phone.number, called: file.ring, shown, vips },
      exchange.directory,
      binding.userAgent,
    ),
  });
  return placed(exchange, call, phone.number, leg);
}

/** How the call is to sound at the phone: it answers by itself, or rings as it was taught to. */
function headersFor(
  { shown, ...ringing }: Omit<Ringing, "wanted"> & { readonly shown: Shown | undefined },
  directory: Directory,
  userAgent: string | undefined,
): readonly Header[] {
  if (shown?.answersItself === true) return autoAnswer(userAgent);
  const ring = ringOf({ ...ringing, wanted: shown?.ring }, directory);
  return ring === undefined ? [] : [alertInfo(ring, userAgent)];
}

/** A number outside: the caller hears at once that it rings, for the world may take ten seconds to say so. */
function placeOutside(facts: Facts, asked: Asked): Tried {
  const { exchange, trunks, tolls } = facts;
  const { call, deed, file, caller } = asked;
  const to = outsideNumber(deed.phone, file.dialled, exchange);
  if (to === undefined) return { failed: "gone" };
  const shown = to.isEmergency ? whereHelpIsNeeded(facts, shownOf(file, caller)) : shownOf(file, caller);
  if (!to.isEmergency && hasGoneRound(file)) {
    exchange.log("warn", "Refused a call that was sent on too often", { call, number: to.number });
    return { failed: "rejected" };
  }
  const braked = to.toll === undefined ? undefined : brakedBy(facts, call, to.number, to.toll);
  if (braked !== undefined) return { failed: "braked", by: braked };
  if (to.isEmergency) {
    const by = shownOf(file, caller).party;
    tellOfEmergency(facts, call, { from: shown.party, number: to.number, ...(by.phone === undefined ? {} : { by }) });
  }
  const outside = waysTo({ exchange, trunks }, { ...to, caller: shown, passed: file.passed });
  if (outside === undefined) {
    exchange.log("warn", "Cannot call outside: every trunk is full, or none is known", { call, number: to.number });
    return { failed: "no-media" };
  }
  let leg: Placed = "not-acceptable";
  // A trunk that may speak nothing that the caller could hear leaves him to the next one.
  for (let way: Way | undefined = outside.way; way !== undefined; way = outside.next(way)) {
    leg = place(exchange, {
      ...common(asked),
      caller: shown,
      party: { number: to.number, trunk: way.trunk },
      contact: way.uri,
      flow: way.flow,
      route: way.route,
      outside: { ...outside, way },
    });
    if (leg !== "not-acceptable") break;
  }
  if (typeof leg === "object") {
    if (to.toll !== undefined) {
      tolls.began({ leg: leg.id, sipCallId: leg.session.sipCallId }, to.toll, exchange.now);
    }
    exchange.tell(leg.session, (id) => ({ type: "ringing", leg: id, isAssumed: true }));
  }
  return placed(exchange, call, to.number, leg);
}

/** Whether a call that was sent on here has been sent on too often before: somebody it goes to sends it back to us. */
function hasGoneRound({ diversions = [], sentOn }: CallFile): boolean {
  return diversions.length > 0 && diversions.length + (sentOn?.times ?? 0) > MOST_DIVERSIONS;
}

function common({ call, deed, file, caller }: Asked) {
  return {
    call,
    hearer: caller,
    isApart: deed.apart === true,
    maxForwards: file.maxForwards,
    ...(file.diversions === undefined ? {} : { diversions: file.diversions }),
    ...(file.sentOn === undefined ? {} : { sentOn: file.sentOn }),
  };
}

function placed(exchange: Facts["exchange"], call: string, number: string, leg: Placed): Tried {
  if (typeof leg === "object") return { leg: leg.id };
  const why = leg === "no-media" ? "no RTP ports are left" : "it may speak no codec that the caller could hear";
  exchange.log("warn", `Cannot ring a phone: ${why}`, { call, number });
  return { failed: leg };
}

/** Why a call on somebody's account is refused, if it is, as the record and the log then say. */
function brakedBy(facts: Facts, call: string, dialled: string, { payer, kind }: Toll): Braked | undefined {
  const { exchange, tolls } = facts;
  const why = tolls.isOver(payer, kind, exchange.directory.brakes, exchange.now)
    ? "enough"
    : isOffHours(facts, payer, kind)
    ? "off-hours"
    : undefined;
  if (why === undefined) return undefined;
  exchange.note(call, { type: "brake.acted", number: payer, dialled, class: kind, why });
  exchange.log("warn", "Refused a call: a brake on toll fraud acted", { call, by: payer, class: kind, why });
  return why;
}

/** Help comes to the phone, whoever sits at it: it calls as itself. */
function whereHelpIsNeeded({ exchange }: Facts, caller: Caller): Caller {
  const { phone } = caller.party;
  if (phone === undefined) return caller;
  const name = exchange.directory.extensions.get(phone)?.name;
  return { ...caller, party: { number: phone, ...(name === undefined ? {} : { name }) } };
}

/** Who calls there, as those who are called may know him: the one on the leg, or whoever the box calls for. */
function shownOf(file: CallFile, caller: Leg | undefined): Caller {
  const party = caller === undefined ? file.caller.party : speakerOf(caller.session);
  return { party, hidden: hides(file, party.number) };
}

/** The caller under what the called one should see first: `Sales: Ana Pop`. */
function prefixed({ number, name }: Party, prefix: string, hidden: boolean): Party {
  return { number, name: hidden ? prefix : `${prefix}: ${name ?? number}` };
}
