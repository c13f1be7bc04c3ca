import type { Flow } from "../base/mod.ts";
import { type CallNote, contactFor, type Leg, reply } from "../call/mod.ts";
import { agentLampOf, agentLampsOf, type Directory, lineLampOf, lineLampsOf } from "../directory/mod.ts";
import { AGENT_FAMILY, LAMP_FAMILY, LINE_FAMILY, type Page, readAgent } from "../notebook/mod.ts";
import type { Lamp, PackageName, StateOf, States, SubscribeAnswer, WatchedDialog } from "../presence/mod.ts";
import type { Party } from "../record/mod.ts";
import type { SipRequest } from "../sip/mod.ts";
import { hides } from "./call_file.ts";
import { lineNow } from "./line_now.ts";
import { stateOf } from "./line_state.ts";
import type { Parts, RunningCall } from "./parts.ts";
import { noteLife, presenceOf, recordPresence } from "./presence.ts";

/** NOTIFYs of one turn; where more are due the next turn goes on, so that no call waits behind a board full of lamps. */
const MOST_A_TURN = 32;

/** Legs that one notice names, of about 350 bytes each: a lamp needs no more, and the datagram stays below 2 KB. */
const MOST_DIALOGS = 4;

/** A phone of the extension `watcher` wants a lamp (RFC 6665 §4.2.1). */
export function watch(parts: Parts, key: string, request: SipRequest, flow: Flow, watcher: string): void {
  const { exchange, lamps } = parts;
  const { directory, now } = exchange;
  answerSubscribe(parts, key, request, flow, lamps.subscribe(request, flow, now, { watcher, directory }));
}

/** A SUBSCRIBE in the dialog of an earlier one. */
export function watchOn(parts: Parts, key: string, request: SipRequest, flow: Flow): void {
  answerSubscribe(parts, key, request, flow, parts.lamps.resubscribe(request, flow, parts.exchange.now));
}

/** Tells the watchers of whoever has come, gone or changed in this turn, as far as they are to be told now. */
export function lightLamps(parts: Parts, notes: readonly CallNote[]): void {
  const { exchange, lamps } = parts;
  const { legs, addresses, now } = exchange;
  const moved = legs.takeMoved();
  noteLife(parts, moved, notes);
  recordPresence(parts, moved);
  if (lamps.areDark) return;
  for (const number of moved) {
    lamps.stir(number);
    // Whoever talks with a phone that has changed places talks with somebody else now.
    for (const { mate } of legs.ofNumber(number)) if (mate !== undefined) lamps.stir(mate.session.party.number);
  }
  for (const { fact } of notes) {
    if ("leg" in fact) stirLeg(parts, fact.leg);
    else if (fact.type === "bridge.made") [fact.a, fact.b].forEach((leg) => stirLeg(parts, leg));
  }
  const stateOf = statesOf(parts);
  for (let count = 0; count < MOST_A_TURN; count++) {
    const due = lamps.take(now);
    if (due === undefined) return;
    const request = lamps.write(due, now, { stateOf, contact: contactFor(due.flow, addresses) });
    if (request !== undefined) lamps.sent(due, exchange.send(due, request));
  }
}

function answerSubscribe(parts: Parts, key: string, request: SipRequest, flow: Flow, answer: SubscribeAnswer): void {
  const { exchange } = parts;
  const { status, headers, ...said } = answer;
  const contact = { name: "Contact", value: contactFor(flow, exchange.addresses) };
  reply(exchange, key, request, status, { ...said, headers: status < 300 ? [contact, ...headers] : headers });
}

function stirLeg({ exchange, lamps }: Parts, id: string): void {
  const leg = exchange.legs.get(id);
  if (leg !== undefined) lamps.stir(leg.session.party.number);
}

/** What each event package tells of a number. */
const TELLERS: { readonly [Name in PackageName]: (parts: Parts, number: string, watcher: string) => States[Name] } = {
  "dialog": lampOf,
  "presence": presenceOf,
  "message-summary": ({ mailboxes }, number) => mailboxes.countOf(number),
};

/** How it is in this turn. A person is the same to all who watch him: of two hundred the first has it worked out. */
function statesOf(parts: Parts): StateOf {
  const { extensions } = parts.exchange.directory;
  const known = new Map<string, States[PackageName]>();
  return <Name extends PackageName>(name: Name, number: string, watcher: string): States[Name] => {
    const who = parts.seating.whoIsAt(watcher);
    // A phone asks for its own messages by its own number, whoever sits at it.
    const whose = name === "message-summary" && number === watcher ? who : number;
    const key = `${name} ${whose}`;
    const found = known.get(key) ?? TELLERS[name](parts, whose, who);
    if (extensions.has(whose)) known.set(key, found);
    return found as States[Name];
  };
}

/** What a lamp shows of a number now: who talks first, then what rings. */
function lampOf(parts: Parts, number: string, watcher: string): Lamp {
  const { exchange, calls } = parts;
  const extension = exchange.directory.extensions.get(number);
  if (extension === undefined) return switchLamp(parts, number, watcher);
  const { name } = extension;
  const all = exchange.legs.ofNumber(number).flatMap((leg) => {
    const state = stateOf(leg);
    if (state === undefined) return [];
    const direction = leg.session.direction === "in" ? "initiator" : "recipient";
    const remote = remoteOf(leg, exchange.legs.ofCall(leg.call), calls.get(leg.call));
    return [{ id: leg.id, direction, state, remote } as const];
  });
  const dialogs = [...all.filter(isTalking), ...all.filter((each) => !isTalking(each))].slice(0, MOST_DIALOGS);
  return { name, dialogs };
}

/** Something about somebody's line has changed that lamps show: his own, and those of what he may set. */
export function stirLine({ exchange }: Pick<Parts, "exchange">, number: string): void {
  for (const lamp of [number, ...lineLampsOf(exchange.directory, number)]) exchange.legs.stir(lamp);
}

/** The lamps that a page of the notebook has to do with. */
export function lampsOfPage({ family, key }: Page, directory: Directory): readonly string[] {
  if (family === LAMP_FAMILY) return [key];
  if (family === AGENT_FAMILY) return agentLampsOf(directory, key);
  return family === LINE_FAMILY ? lineLampsOf(directory, key) : [];
}

/** The lamp of what is nobody's extension: lit while somebody is there (a parking slot, a room), or while it is switched on. */
function switchLamp(parts: Parts, number: string, watcher: string): Lamp {
  const { exchange, notebook, places } = parts;
  const held = places.firstAt(number);
  const setting = lineLampOf(exchange.directory, number, watcher);
  const agents = agentLampOf(exchange.directory, number, watcher);
  const isAgent = agents?.((agent) => readAgent(notebook.get(AGENT_FAMILY, agent))) ?? false;
  const isSet = setting?.isLit(lineNow(parts, setting.extension)) ?? false;
  const isOn = isSet || isAgent || held !== undefined || notebook.get(LAMP_FAMILY, number) === true;
  const remote = held === undefined ? { number } : exchange.legs.get(held)?.session.party;
  return { dialogs: isOn ? [{ id: held ?? number, direction: "recipient", state: "confirmed", remote }] : [] };
}

function isTalking({ state }: WatchedDialog): boolean {
  return state === "confirmed";
}

/** Whom the leg has on the line, or is to have; undefined when he does not want to be named. */
function remoteOf(leg: Leg, legs: readonly Leg[], call: RunningCall | undefined): Party | undefined {
  const { mate, session } = leg;
  const other = mate ??
    (session.direction === "out" ? legs.find((each) => each.session.direction === "in") : undefined);
  const party = other?.session.party ?? { number: call?.dialled ?? "" };
  return hides(call, party.number) ? undefined : party;
}
