import { type CallNote, type LegId, reply } from "../call/mod.ts";
import type { Extension } from "../directory/mod.ts";
import { PRESENCE_FAMILY, readOwnWord, writeOwnWord } from "../notebook/mod.ts";
import {
  compose,
  type Composed,
  type Presence,
  PRESENCE_STATES,
  type PresenceState,
  type Word,
} from "../presence/mod.ts";
import { parseUri, type SipRequest } from "../sip/mod.ts";
import { lineNow } from "./line_now.ts";
import { isOnThePhone } from "./line_state.ts";
import type { Parts } from "./parts.ts";

/** What is told of a person now. */
export function presenceOf(parts: Parts, number: string): Presence {
  const { extensions, office } = parts.exchange.directory;
  const { state, note } = howIs(parts, number);
  const name = extensions.get(number)?.name;
  return {
    ...(name === undefined ? {} : { name }),
    state,
    ...(note === undefined ? {} : { note }),
    language: office.language,
  };
}

/** How somebody is, and by whose word: the rule is `compose`'s. */
function howIs(parts: Parts, number: string, { withCalls = true }: { withCalls?: boolean } = {}): Composed {
  const { exchange, seating, publications, life } = parts;
  const own = ownWordOf(parts, number);
  return compose([...own === undefined ? [] : [own], ...publications.wordsOf(number)], {
    isInCall: withCalls && isInCall(parts, number),
    doNotDisturb: lineNow(parts, number).doNotDisturb,
    isRegistered: seating.bindingsOf(number, exchange.now).length > 0,
    idle: life.idleOf(number, exchange.now),
  });
}

/** Somebody says on the desk how he is; undefined: nothing any more. */
export function sayOf(parts: Parts, number: string, said: { state: PresenceState; note?: string } | undefined): void {
  const { notebook, life, exchange, wall } = parts;
  notebook.set(PRESENCE_FAMILY, number, said && writeOwnWord({ ...said, saidAt: wall() }));
  life.sign(number, exchange.now);
  exchange.legs.stir(number);
}

/** A PUBLISH (RFC 3903) by a phone at which `person` sits; of nobody else may it tell, by his number or by its own. */
export function publish(
  parts: Parts,
  key: string,
  request: SipRequest,
  { person, phone }: { readonly person: Extension; readonly phone: string },
): void {
  const { exchange, publications, life, wall } = parts;
  const { now } = exchange;
  const { number } = person;
  const uri = parseUri(request.uri);
  if (!uri.ok || (uri.value.user !== number && uri.value.user !== phone)) return reply(exchange, key, request, 403);
  const { status, reason, headers } = publications.publish(request, number, { now, wall: wall() });
  if (status < 300) {
    life.sign(number, now);
    exchange.legs.stir(number);
  }
  reply(exchange, key, request, status, { ...(reason === undefined ? {} : { reason }), headers });
}

/** A phone has come for an extension, or one is gone. */
export function phonesChanged({ exchange, life, seating }: Parts, phone: string, isNew: boolean): void {
  const number = seating.whoIsAt(phone);
  if (isNew) life.sign(number, exchange.now);
  exchange.legs.stir(number);
}

/** Puts into the record who of those that something happened to is another now. */
export function recordPresence(parts: Parts, moved: ReadonlySet<string>): void {
  const { exchange, recorded } = parts;
  for (const number of moved) {
    if (!exchange.directory.extensions.has(number)) continue;
    const { state, by } = howIs(parts, number, { withCalls: false });
    const from = recorded.get(number) ?? "offline";
    if (from === state) continue;
    if (state === "offline") recorded.delete(number);
    else recorded.set(number, state);
    exchange.note("", { type: "presence.changed", number, from, to: state, by });
  }
}

/** Whose line has begun or ended a call in this turn is there. */
export function noteLife(parts: Parts, moved: ReadonlySet<string>, notes: readonly CallNote[]): void {
  for (const number of moved) lineChanged(parts, number);
  for (const { fact } of notes) if (fact.type === "leg.answered") lineChanged(parts, numberOn(parts, fact.leg));
}

function lineChanged(parts: Parts, number: string | undefined): void {
  const { exchange, life } = parts;
  if (number === undefined || !exchange.directory.extensions.has(number)) return;
  life.line(number, isInCall(parts, number), exchange.now);
}

function numberOn({ exchange }: Parts, leg: LegId): string | undefined {
  return exchange.legs.get(leg)?.session.party.number;
}

function isInCall({ exchange }: Parts, number: string): boolean {
  return exchange.legs.callsOf(number) > 0 && exchange.legs.ofNumber(number).some(isOnThePhone);
}

function ownWordOf({ notebook }: Parts, number: string): Word | undefined {
  const own = readOwnWord(notebook.get(PRESENCE_FAMILY, number));
  const state = PRESENCE_STATES.find((each) => each === own?.state);
  return own === undefined || state === undefined ? undefined : { ...own, state };
}
