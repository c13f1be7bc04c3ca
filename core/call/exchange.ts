import {
  type Chance,
  Deadlines,
  type Flow,
  type Instant,
  type LogFacts,
  type LogLevel,
  type LogLine,
  START,
} from "../base/mod.ts";
import { type CallerNames, type Directory, type Multicast, NO_NAMES } from "../directory/mod.ts";
import type { CallFact } from "../record/mod.ts";
import type { MediaCommand } from "../sound/mod.ts";
import type { SipRequest } from "../sip/mod.ts";
import type { TransactionEvent, Transactions } from "../transaction/mod.ts";
import { advertisedAddress, type BoxAddresses } from "./addresses.ts";
import type { Goodbye } from "./goodbye.ts";
import type { Leg, LegEvent, LegId } from "./leg.ts";
import { Leases } from "./leases.ts";
import { LegTable } from "./leg_table.ts";
import { NO_PROVIDERS, type Providers } from "./way.ts";
import type { Session } from "./session.ts";
import { SessionTable } from "./session_table.ts";
import type { Tape } from "./tape.ts";

/** What the call rooms want done, besides media commands, which leave first. */
export type CallEffect =
  | { readonly type: "send"; readonly flow: Flow; readonly bytes: Uint8Array }
  | { readonly type: "log"; readonly line: LogLine };

/** Something that happened to a call, before the record gives it its number and its time. */
export interface CallNote {
  readonly call: string;
  readonly fact: CallFact;
}

/** An event on its way to the call's script. */
export interface CallHappening {
  readonly call: string;
  readonly event: LegEvent;
}

/** A session that would not speak as its mate does. */
export interface Discord {
  readonly session: Session;
  readonly isLast: boolean;
}

/** Of whom a recording is: what a script records, or a call's tape. */
export interface RecordingPlace {
  readonly call: string;
  readonly leg: LegId;
  readonly tape?: Tape;
  /** The extension that had the tape stopped. */
  readonly endedBy?: string;
}

/** What may be due for a session: one of each at most. */
export type SessionDuty = "refresh" | "expire" | "glare" | "way";

const DUTIES: readonly SessionDuty[] = ["refresh", "expire", "glare", "way"];

/**
 * The telephone exchange: the tables that every verb of this room works on, and what the turn under way has gathered
 * so far. The switchboard sets `now` when a turn begins and empties the gatherings when it ends.
 */
export class Exchange {
  readonly transactions: Transactions;
  readonly chance: Chance;
  readonly providers: Providers;
  readonly leases: Leases = new Leases();
  readonly legs: LegTable = new LegTable();
  readonly sessions: SessionTable = new SessionTable();
  /** Sessions whose last report from the media engine is still to come, and where it belongs. */
  readonly reporting: Map<string, { readonly call: string; readonly leg: LegId }> = new Map();
  /** Recordings whose file is not closed yet, and of whom they are. */
  readonly recordings: Map<number, RecordingPlace> = new Map();
  /** Phones that somebody listens in to, and the legs that do. */
  readonly overheard: Map<Session, Set<Leg>> = new Map();
  /** Rooms that supervisors listen in to, and their legs. */
  readonly overheardRooms: Map<string, Set<Leg>> = new Map();
  /** The media engine's legs by which the box itself speaks where many listen; for which calls, and where. */
  readonly announcements: Map<string, { readonly call: string; readonly to: Multicast }> = new Map();
  /** Trunks that were hung up on and have not said that they heard it. */
  readonly goodbyes: Map<string, Goodbye> = new Map();
  now: Instant = START;
  directory: Directory;
  /** What callers from outside are called. */
  names: CallerNames = NO_NAMES;
  addresses: BoxAddresses = { listening: [] };

  readonly #duties = new Deadlines<string>();

  #effects: CallEffect[] = [];
  #media: MediaCommand[] = [];
  #notes: CallNote[] = [];
  #signals: TransactionEvent[] = [];
  #happenings: CallHappening[] = [];
  #unharmonised = new Set<Session>();
  #discords: Discord[] = [];
  #plays = 0;
  #recordings = 0;

  constructor(
    world: { transactions: Transactions; chance: Chance; directory: Directory; providers?: Providers },
  ) {
    this.transactions = world.transactions;
    this.chance = world.chance;
    this.providers = world.providers ?? NO_PROVIDERS;
    this.directory = world.directory;
  }

  // What the turn gathers.

  /** Takes over what a transaction returned: bytes go out, the rest is looked at before the turn ends. */
  carry(events: readonly TransactionEvent[]): void {
    for (const event of events) {
      if (event.type === "send") this.#effects.push(event);
      else this.#signals.push(event);
    }
  }

  /** Starts a client transaction that belongs to `session`; gives its key. */
  request(session: Session, request: SipRequest): string {
    const key = this.send(session, request);
    this.sessions.bind(key, session);
    return key;
  }

  /** Sends a request whose answer is no news to anybody: BYE, NOTIFY, PRACK. Gives its transaction's key. */
  send({ flow, party }: Pick<Session, "flow"> & Partial<Pick<Session, "party">>, request: SipRequest): string {
    const signed = party?.trunk === undefined ? request : this.providers.sign(party.trunk, request);
    const started = this.transactions.request(signed, flow, advertisedAddress(flow, this.addresses), this.now);
    this.carry(started.events);
    return started.key;
  }

  /** Sends the ACK for a 2xx. */
  acknowledge({ flow }: Pick<Session, "flow">, ack: SipRequest): void {
    this.carry(this.transactions.acknowledge(ack, flow, advertisedAddress(flow, this.addresses)));
  }

  media(command: MediaCommand): void {
    this.#media.push(command);
  }

  /** Names a `play`. */
  nextPlay(): number {
    this.#plays += 1;
    return this.#plays;
  }

  /** Names a `record`. */
  nextRecording(): number {
    this.#recordings += 1;
    return this.#recordings;
  }

  note(call: string, fact: CallFact): void {
    this.#notes.push({ call, fact });
  }

  log(level: LogLevel, text: string, facts?: LogFacts): void {
    this.#effects.push({ type: "log", line: { level, text, ...(facts === undefined ? {} : { facts }) } });
  }

  /** A line about one session: it carries the call's id, and the session's, which is the media engine's name for it. */
  logOf(session: Session, level: LogLevel, text: string, facts: LogFacts = {}): void {
    this.log(level, text, { call: session.leg?.call, session: session.id, ...facts });
  }

  /** Tells the leg's script what happened to it; quiet when the session has left its leg. */
  tell(session: Session, event: (leg: LegId) => LegEvent): void {
    const { leg } = session;
    if (leg !== undefined) this.tellCall(leg.call, event(leg.id));
  }

  /** Tells a call's script what is no leg's. */
  tellCall(call: string, event: LegEvent): void {
    this.#happenings.push({ call, event });
  }

  /** What the session speaks has changed, or who hears it: before the turn ends, it and its mate are made to agree. */
  unharmonised(session: Session): void {
    this.#unharmonised.add(session);
  }

  /** The session would not speak as its mate does; `isLast` when the mate was asked already. */
  discord(session: Session, isLast: boolean): void {
    this.#discords.push({ session, isLast });
  }

  takeUnharmonised(): Session | undefined {
    const [session] = this.#unharmonised;
    if (session !== undefined) this.#unharmonised.delete(session);
    return session;
  }

  takeDiscord(): Discord | undefined {
    return this.#discords.shift();
  }

  takeSignal(): TransactionEvent | undefined {
    return this.#signals.shift();
  }

  takeHappening(): CallHappening | undefined {
    return this.#happenings.shift();
  }

  /** Empties what the turn gathered. */
  harvest(): { media: readonly MediaCommand[]; effects: readonly CallEffect[]; notes: readonly CallNote[] } {
    const harvest = { media: this.#media, effects: this.#effects, notes: this.#notes };
    this.#media = [];
    this.#effects = [];
    this.#notes = [];
    return harvest;
  }

  /** Forgets the session and all that leads to it. */
  remove(session: Session): void {
    this.sessions.remove(session);
    for (const duty of DUTIES) this.clearDuty(session, duty);
  }

  // What is due.

  setDuty(session: Session, duty: SessionDuty, at: Instant): void {
    this.#duties.set(`${duty}:${session.id}`, at);
  }

  clearDuty(session: Session, duty: SessionDuty): void {
    this.#duties.clear(`${duty}:${session.id}`);
  }

  nextDuty(): Instant | undefined {
    return this.#duties.next();
  }

  /** One duty that is due now. */
  takeDuty(): { duty: SessionDuty; session: Session } | undefined {
    const key = this.#duties.take(this.now);
    if (key === undefined) return undefined;
    const colon = key.indexOf(":");
    const session = this.sessions.get(key.slice(colon + 1));
    if (session === undefined) throw new Error(`Cannot do "${key}": its session is gone`);
    return { duty: key.slice(0, colon) as SessionDuty, session };
  }

  /** The sizes of the tables: all zero when no call runs. */
  sizes(): Readonly<Record<string, number>> {
    return {
      ...this.sessions.sizes(),
      ...this.legs.sizes(),
      session_duties: this.#duties.size,
      reports_awaited: this.reporting.size,
      recordings_under_way: this.recordings.size,
      phones_overheard: this.overheard.size,
      rooms_overheard: this.overheardRooms.size,
      announcements_under_way: this.announcements.size,
      goodbyes_under_way: this.goodbyes.size,
    };
  }
}
