import { assertNever, elapsed, type WallTime } from "../base/mod.ts";
import { type Exchange, type Leg, type LegId, peopleIn, speakerOf } from "../call/mod.ts";
import type { Hook, Mail } from "../mail/mod.ts";
import type { Archive } from "../archive/mod.ts";
import type { Mailboxes } from "../mailbox/mod.ts";
import { ERRAND_FAMILY, LINE_FAMILY, type Notebook, readErrand, readLine } from "../notebook/mod.ts";
import type { Party } from "../record/mod.ts";
import { destinationOf, mayCall, routeOf, toE164, writtenAs } from "../routing/mod.ts";
import type { Outcomes, Question, Talk } from "../script/mod.ts";
import type { Tolls, Trunks } from "../trunk/mod.ts";
import { recordingOf } from "./call_recording.ts";
import type { Places } from "./places.ts";
import { type CallFile, hides } from "./call_file.ts";
import { lineNow } from "./line_now.ts";
import type { SpokenFiles } from "./spoken_files.ts";
import type { Seating } from "./seating.ts";
import { phonesOutside } from "./outside.ts";
import { queueOf } from "./queue_of.ts";

/** Where the answers to a script's questions are found. */
export interface Facts {
  readonly exchange: Exchange;
  readonly notebook: Notebook;
  readonly places: Places;
  readonly calls: ReadonlyMap<string, CallFile>;
  readonly mailboxes: Mailboxes;
  readonly archive: Archive;
  readonly spoken: SpokenFiles;
  readonly trunks: Trunks;
  readonly tolls: Tolls;
  readonly seating: Seating;
  /** Puts a mail into the queue; quiet where the box sends none. */
  post(mail: Mail): void;
  /** Tells a program elsewhere, again and again until it has heard it. */
  hook(hook: Hook): void;
  /** What the wall clock says in this turn. */
  wall(): WallTime;
}

/** Of two who are not both there. */
const NO_RECORDING: Outcomes["call-recording"] = { mode: "never", state: "off", notice: false };

/** Answers what a script asks: as it is now, and nothing is changed by it. */
export function factOf(facts: Facts, question: Question): Outcomes[Question["do"]] {
  const { exchange, seating, notebook } = facts;
  switch (question.do) {
    case "now":
      return exchange.now;
    case "wall-clock":
      return facts.wall();
    case "draw":
      return exchange.chance.below(question.below);
    case "office":
      return exchange.directory;
    case "line":
      return lineNow(facts, question.number);
    case "recall":
      return notebook.get(question.family, question.key);
    case "recall-all":
      return notebook.all(question.family);
    case "planned":
      return readErrand(notebook.get(ERRAND_FAMILY, question.key));
    case "mailbox": {
      const { number } = question;
      const mailbox = exchange.directory.extensions.get(number)?.mailbox;
      if (mailbox === undefined) return undefined;
      const leftMs = Math.max(0, mailbox.quotaMs - facts.mailboxes.usedMs(number));
      return { mailbox, messages: facts.mailboxes.messagesOf(number), leftMs };
    }
    case "route":
      return destinationOf(question.number, exchange.directory);
    case "look-up": {
      const extension = exchange.directory.extensions.get(question.number);
      if (extension === undefined) return undefined;
      const { ringForMs, callLimit } = extension;
      const line = readLine(notebook.get(LINE_FAMILY, question.number));
      const most = line.callWaiting ?? extension.callWaiting ?? true ? callLimit : 1;
      return { ringForMs, isFull: exchange.legs.callsOf(question.number) >= most };
    }
    case "outside-number": {
      const { country } = exchange.directory.office;
      const world = toE164(question.number, country);
      return world === undefined ? undefined : { world, national: writtenAs(world, "national", country) };
    }
    case "may-call": {
      const found = routeOf(question.number, exchange.directory);
      if (found === undefined) return false;
      return mayCall(question.by, { dialled: question.number, wanted: found.route.class }, exchange.directory);
    }
    case "needs-account": {
      const { number, by } = question;
      const isRequired = exchange.directory.extensions.get(by)?.accountCode === "required";
      return isRequired || routeOf(number, exchange.directory)?.route.accountCode === "required";
    }
    case "account":
      return callOf(facts, question.leg)?.account;
    case "phones":
      if (isForOutside(exchange, question.number)) {
        return phonesOutside(question.number, question.by, exchange.directory);
      }
      return seating.bindingsOf(question.number, exchange.now)
        .map(({ contact, preference }) => ({ number: question.number, contact, preference }));
    case "is-busy":
      return exchange.legs.callsOf(question.number) > 0;
    case "party":
      return whoIsOn(exchange, exchange.legs.get(question.leg));
    case "forwarder":
      return callOf(facts, question.leg)?.diversions?.[0]?.by.number;
    case "is-hidden":
      return hides(callOf(facts, question.leg), facts.exchange.legs.get(question.leg)?.session.party.number);
    case "ringing-at":
      return ringingAt(exchange, question.numbers);
    case "transferor":
      return transferorOf(exchange, question.leg);
    case "call-recording": {
      const [a, b] = [exchange.legs.get(question.a), exchange.legs.get(question.b)];
      return a === undefined || b === undefined ? NO_RECORDING : recordingOf(facts, a, b);
    }
    case "phone-of": {
      const phone = phoneOn(exchange, question.leg);
      return phone === undefined ? undefined : { phone, who: seating.whoIsAt(phone) };
    }
    case "seats-of":
      return seating.seatsOf(question.number);
    case "talks":
      return exchange.legs.ofNumber(question.number)
        .filter((leg) => leg.mate !== undefined && isTalking(leg) && isTalking(leg.mate))
        .sort((a, b) => elapsed(b.since, exchange.now) - elapsed(a.since, exchange.now))
        .map((leg) => talkOf(facts, leg));
    case "queue-talks":
      return [...facts.calls].filter(([, file]) => queueOf(file) === question.queue)
        .flatMap(([call]) => exchange.legs.ofCall(call).find(isServing) ?? [])
        .sort((a, b) => elapsed(b.since, exchange.now) - elapsed(a.since, exchange.now))
        .map((leg) => talkOf(facts, leg));
    case "overheard": {
      const leg = exchange.legs.get(question.leg)?.overhears?.whom.leg;
      return leg === undefined ? undefined : talkOf(facts, leg);
    }
    case "in-room":
      return peopleIn(exchange, question.room)
        .map((leg) => ({ leg: leg.id, party: whoIsOn(exchange, leg)!, waits: leg.playing !== undefined }));
    case "is-there":
      return exchange.legs.has(question.leg);
    default:
      return assertNever(question);
  }
}

/** What is no extension, but would lead outside if it were dialled. */
function isForOutside({ directory }: Exchange, number: string): boolean {
  if (directory.extensions.has(number)) return false;
  const kind = destinationOf(number, directory)?.kind;
  return kind === "outside" || kind === "emergency";
}

/** Whom the numbers' phones ring for; only those that do ring, for what nobody hears nobody can pick up. */
function ringingAt(exchange: Exchange, numbers: readonly string[]): Outcomes["ringing-at"] {
  const { legs, now } = exchange;
  const ringing: { readonly leg: Leg; readonly caller: LegId }[] = [];
  for (const leg of numbers.flatMap((number) => legs.ofNumber(number))) {
    const { state } = leg.session;
    const caller = leg.placedFor;
    if (state.at === "calling" && state.heard >= 180 && caller !== undefined && legs.has(caller)) {
      ringing.push({ leg, caller });
    }
  }
  return ringing.sort((a, b) => elapsed(b.leg.since, now) - elapsed(a.leg.since, now))
    .map(({ leg, caller }) => ({ number: leg.session.party.number, caller }));
}

function callOf({ exchange, calls }: Facts, id: LegId): CallFile | undefined {
  const leg = exchange.legs.get(id);
  return leg === undefined ? undefined : calls.get(leg.call);
}

/** By the extension that it registers for. */
function phoneOn({ legs, directory }: Exchange, id: LegId): string | undefined {
  const party = legs.get(id)?.session.party;
  const phone = party?.phone ?? party?.number ?? "";
  return party?.trunk === undefined && directory.extensions.has(phone) ? phone : undefined;
}

function whoIsOn(exchange: Exchange, leg: Leg | undefined): Party | undefined {
  return leg === undefined ? undefined : asDialled(exchange, speakerOf(leg.session));
}

/** Somebody outside as the office would dial him: a phone that calls back reaches him, and lists of callers know him so. */
export function asDialled({ directory }: Exchange, party: Party): Party {
  if (party.trunk === undefined) return party;
  return { ...party, number: writtenAs(party.number, "national", directory.office.country) };
}

function isTalking({ session }: Leg): boolean {
  return session.state.at === "talking" || session.state.at === "answered";
}

/** An agent's, who is the one that the box has called and talks first. */
function isServing(leg: Leg): boolean {
  return leg.session.direction === "out" && leg.mate !== undefined && isTalking(leg) && isTalking(leg.mate);
}

function talkOf(facts: Facts, leg: Leg): Talk {
  const { exchange, calls } = facts;
  const { mate } = leg;
  const waits = leg.playing !== undefined || mate?.playing !== undefined;
  return {
    leg: leg.id,
    party: whoIsOn(exchange, leg)!,
    mate: mate?.id,
    with: whoIsOn(exchange, mate),
    waits,
    queue: queueOf(calls.get(leg.call)),
  };
}

function transferorOf(exchange: Exchange, id: LegId): LegId | undefined {
  const leg = exchange.legs.get(id)?.transferor?.leg;
  return leg !== undefined && exchange.legs.has(leg.id) ? leg.id : undefined;
}
