import { Archive } from "../archive/mod.ts";
import { Authenticator, Overload, type OverloadLimits } from "../admission/mod.ts";
import { assertNever, type Chance, type Instant, START, type WallTime } from "../base/mod.ts";
import { type CallNote, contactFor, Exchange } from "../call/mod.ts";
import type { Directory } from "../directory/mod.ts";
import type { CallEvent, CallFact } from "../record/mod.ts";
import { type Hook, HOOKS, type Mail, type MailOutcome, MAILS, Outbox } from "../mail/mod.ts";
import { Mailboxes, noticeOf } from "../mailbox/mod.ts";
import { ERRAND_FAMILY, LINE_FAMILY, Notebook, PRESENCE_FAMILY } from "../notebook/mod.ts";
import { Lamps, Life, Publications } from "../presence/mod.ts";
import { Registrar } from "../registrar/mod.ts";
import { type Ending, type PlaceTable, Runner, type ScriptFault, type ScriptTable } from "../script/mod.ts";
import { Transactions } from "../transaction/mod.ts";
import { Tolls, Trunks } from "../trunk/mod.ts";
import { deskIn } from "./desk_in.ts";
import type { Effect } from "./effect.ts";
import { Errands } from "./errands.ts";
import type { Input } from "./input.ts";
import { lampsOfPage, lightLamps, stirLine } from "./lamps.ts";
import { mediaIn } from "./media_in.ts";
import { callsForHelp } from "./outside.ts";
import type { Parts, RunningCall } from "./parts.ts";
import { Places } from "./places.ts";
import { QuietHoursClock } from "./quiet_hours.ts";
import { Seating } from "./seating.ts";
import { seatChanged } from "./seat_changed.ts";
import { settle } from "./settle.ts";
import { CallStage } from "./stage.ts";
import { phonesChanged } from "./presence.ts";
import { tellChanged } from "./waiting.ts";
import { nextByTheClock, nextErrand, nextExpiry, tick } from "./tick.ts";
import { wireIn } from "./wire_in.ts";

/** What the switchboard is built from. */
export interface SwitchboardOptions {
  readonly chance: Chance;
  readonly directory: Directory;
  /** One script per kind of destination. */
  readonly scripts: ScriptTable;
  /** One rule per kind of place that calls share. */
  readonly places?: PlaceTable;
  /** The number of the last event in the record, so that the next one follows it. */
  readonly lastSequence?: number;
  /** How often phones behind a router are asked for a sign of life, in milliseconds. Default: never. */
  readonly keepAliveMs?: number;
  /** Whether there is a mail server to send through. Default: there is none. */
  readonly sendsMail?: boolean;
  /** Where the box says 503. */
  readonly limits?: Partial<OverloadLimits>;
}

/** RFC 3261 §16.6: how long an INVITE of ours may go without news; scripts are less patient, re-INVITEs have none. */
const TIMER_C_MS = 185_000;

/** Pages that a lamp or a person's presence is made of, under the number that has it. */
const SHOWN_FAMILIES: ReadonlySet<string> = new Set([LINE_FAMILY, PRESENCE_FAMILY]);

/**
 * The one machine: an input and the time in, effects out. No socket, no clock, no promise; one input is one turn, and
 * the same inputs give the same effects.
 */
export class Switchboard {
  readonly #parts: Parts;
  readonly #counted: Record<string, number> = {};
  #sequence: number;
  /** Wall time at the monotonic clock's zero. */
  #wallAtStart = 0;
  #emitted: Effect[] = [];

  constructor(options: SwitchboardOptions) {
    const {
      chance,
      directory,
      scripts,
      places: rules = {},
      lastSequence = 0,
      keepAliveMs,
      sendsMail = false,
      limits = {},
    } = options;
    this.#sequence = lastSequence;
    const trunks: Trunks = new Trunks({
      chance,
      contactFor: (flow, user) => contactFor(flow, exchange.addresses, user),
    });
    trunks.configure(directory.trunks, START);
    const exchange: Exchange = new Exchange({
      transactions: new Transactions({
        chance,
        timerCMs: TIMER_C_MS,
        isUrgent: (request) => callsForHelp(request, exchange.directory),
      }),
      chance,
      directory,
      providers: {
        sign: (trunk, request) => trunks.sign(trunk, request),
        learn: (trunk, response) => trunks.learn(trunk, response),
        doubt: (trunk, flow) => trunks.doubt(trunk, flow, exchange.now),
      },
    });
    const registrar = new Registrar(keepAliveMs === undefined ? {} : { keepAliveMs });
    const calls = new Map<string, RunningCall>();
    const onEnd = this.#callEnded.bind(this);
    const notebook = new Notebook((page) => {
      for (const lamp of lampsOfPage(page, exchange.directory)) exchange.legs.stir(lamp);
      if (SHOWN_FAMILIES.has(page.family)) exchange.legs.stir(page.key);
      if (page.family === ERRAND_FAMILY) errands.changed(page.key);
      this.#parts.emit({ type: "remember", page });
    });
    const errands = new Errands(notebook);
    const places = new Places(rules, (id) => exchange.legs.stir(id));
    const outbox = new Outbox(notebook, MAILS, {
      send: (mail) => this.#parts.emit({ type: "mail", mail }),
      lost: ({ to, subject }, why) => exchange.log("error", "A mail was given up", { to, subject, why }),
    });
    const hooks = new Outbox(notebook, HOOKS, {
      send: (hook) => this.#parts.emit({ type: "hook", hook }),
      // Where it goes may hold a secret.
      lost: ({ id }, why) => exchange.log("error", "A program elsewhere could not be told", { id, why }),
    });
    const hook = (told: Hook): void => hooks.add(told, exchange.now);
    const post = (mail: Mail): void => {
      if (sendsMail) outbox.add(mail, exchange.now);
    };
    const mailboxes = new Mailboxes(notebook, {
      changed: (box) => {
        for (const number of [box, ...seating.seatsOf(box)]) exchange.legs.stir(number);
        this.#parts.changedBoxes.add(box);
      },
      arrived: (message) => {
        const mail = noticeOf(message, exchange.directory);
        if (mail !== undefined) post(mail);
      },
      erase: (path) => this.#parts.emit({ type: "erase", path }),
      adopt: (path) => exchange.media({ type: "adopt", path }),
      rescued: (path, durationMs, bytes) => {
        if (durationMs > 0) exchange.note("", { type: "recording.adopted", path, durationMs, bytes });
        else exchange.note("", { type: "recording.dropped", path });
      },
    });
    const archive = new Archive(notebook, {
      erase: (path) => this.#parts.emit({ type: "erase", path }),
      adopt: (path) => exchange.media({ type: "adopt", path }),
      note: (call, fact) => {
        exchange.note(call, fact);
        if (fact.type === "recordings.filling") exchange.log("warn", "Recordings nearly fill their quota");
      },
    });
    const tolls = new Tolls();
    const seating = new Seating({
      registrar,
      notebook,
      directory: () => exchange.directory,
      changed: (change) => seatChanged(this.#parts, change),
    });
    const facts = {
      exchange,
      seating,
      notebook,
      places,
      calls,
      mailboxes,
      archive,
      trunks,
      tolls,
      post,
      hook,
      wall: () => this.#wall(),
    };
    const stage = new CallStage({ facts, scripts, calls, onEnd });
    this.#parts = {
      exchange,
      registrar,
      authenticator: new Authenticator({ chance }),
      overload: new Overload({ limits }),
      runner: new Runner(stage),
      calls,
      relays: new Map(),
      lamps: new Lamps({ chance }),
      life: new Life(directory.presence),
      publications: new Publications({ chance }),
      recorded: new Map(),
      notebook,
      places,
      errands,
      mailboxes,
      archive,
      facts,
      outbox,
      hooks,
      changedBoxes: new Set(),
      trunks,
      tolls,
      seating,
      quietHours: new QuietHoursClock(() => exchange.directory),
      wall: () => this.#wall(),
      count: (what) => {
        this.#counted[what] = (this.#counted[what] ?? 0) + 1;
      },
      counted: () => this.#counted,
      emit: (effect) => {
        if (effect.type === "unbind") exchange.legs.stir(seating.whoIsAt(effect.number));
        this.#emitted.push(effect);
      },
      sweptAt: START,
      draining: false,
      recordReady: true,
    };
  }

  /** One turn. The effects are to be carried out in their order. */
  handle(input: Input, now: Instant): readonly Effect[] {
    this.#parts.exchange.now = now;
    this.#take(input);
    settle(this.#parts);
    return this.#harvest();
  }

  /** When `handle({ type: "tick" })` is next wanted. */
  nextDeadline(): Instant | undefined {
    const { exchange, lamps, life, outbox, publications, registrar, runner, trunks } = this.#parts;
    let earliest: Instant | undefined;
    const deadlines = [
      exchange.transactions.next(),
      exchange.nextDuty(),
      registrar.next(),
      lamps.next(),
      outbox.next(),
      this.#parts.hooks.next(),
      trunks.next(exchange.now),
      life.next(),
      publications.next(),
      runner.next(),
      nextErrand(this.#parts),
      nextExpiry(this.#parts),
      nextByTheClock(this.#parts),
    ];
    for (const at of deadlines) {
      if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
    }
    return earliest;
  }

  #take(input: Input): void {
    const parts = this.#parts;
    const { exchange, registrar } = parts;
    switch (input.type) {
      case "wire":
        return wireIn(parts, input.flow, input.bytes);
      case "tick":
        return tick(parts);
      case "media":
        return mediaIn(parts, input.event);
      case "unsent":
        return exchange.carry(exchange.transactions.undeliverable(input.flow, exchange.now));
      case "flow-closed":
        exchange.carry(exchange.transactions.undeliverable(input.flow, exchange.now));
        parts.lamps.flowClosed(input.flow);
        parts.trunks.flowClosed(input.flow, exchange.now);
        return registrar.flowClosed(input.flow).forEach(parts.emit);
      case "directory":
        return this.#swapDirectory(input.directory);
      case "addresses":
        exchange.addresses = input.addresses;
        return parts.trunks.addressesChanged(exchange.now);
      case "resolved":
        return parts.trunks.resolved(input.trunk, input.flows, exchange.now);
      case "wall-clock":
        this.#wallAtStart = input.wall - exchange.now;
        for (const number of parts.quietHours.reckon(this.#wall())) stirLine(parts, number);
        return parts.seating.reckon();
      case "remembered":
        registrar.restore(input.bindings, exchange.now).forEach(parts.emit);
        return input.bindings.forEach(({ number }) => phonesChanged(parts, number, true));
      case "recalled":
        parts.notebook.restore(input.pages);
        parts.errands.restore();
        parts.seating.reckon();
        parts.mailboxes.restore();
        parts.hooks.restore(exchange.now);
        parts.archive.restore();
        return parts.outbox.restore(exchange.now);
      case "mailed":
        return this.#mailed(input.id, input.outcome);
      case "hooked":
        return parts.hooks.tried(input.id, input.outcome, exchange.now);
      case "record-ready":
        parts.recordReady = input.ready;
        return;
      case "desk":
        return parts.emit({ type: "desk", id: input.id, answer: deskIn(parts, input.command) });
      default:
        return assertNever(input);
    }
  }

  #mailed(id: string, outcome: MailOutcome): void {
    const { exchange, outbox } = this.#parts;
    if (outcome.came === "later") exchange.log("warn", "A mail waits for its next try", { id, why: outcome.why });
    outbox.tried(id, outcome, exchange.now);
  }

  /** A deleted extension's phones are reached no more; its running calls finish. */
  #swapDirectory(directory: Directory): void {
    const { exchange, lamps, life, publications, registrar, trunks, emit } = this.#parts;
    const gone = [...exchange.directory.extensions.keys()].filter((number) => !directory.extensions.has(number));
    exchange.directory = directory;
    trunks.configure(directory.trunks, exchange.now);
    for (const number of gone) {
      registrar.forget(number).forEach(emit);
      lamps.forget(number);
      publications.forget(number);
      life.forget(number);
      this.#parts.recorded.delete(number);
    }
    this.#parts.seating.reckon();
    for (const number of this.#parts.quietHours.reckon(this.#wall())) stirLine(this.#parts, number);
    lamps.relist(directory);
    life.configure(directory.presence, exchange.now);
  }

  #callEnded(call: string, ending: Ending, fault: ScriptFault | undefined): void {
    const { exchange, calls, count } = this.#parts;
    calls.delete(call);
    exchange.note(call, { type: "call.ended", cause: ending.cause });
    exchange.log("info", "A call ends", { call, cause: ending.cause });
    count(ending.reached ? "calls_reached" : "calls_failed");
    if (fault === undefined) return;
    count("script_faults");
    const { error, story } = fault;
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    exchange.log("error", "A call script threw", { call, error: text, story: story.join(", ") });
  }

  /** Calls outside are paid for from their answer to their end. */
  #reckon(fact: CallFact): void {
    const { exchange, tolls } = this.#parts;
    if (fact.type === "leg.answered") tolls.answered(fact.leg, exchange.now);
    else if (fact.type === "leg.ended" || fact.type === "leg.moved") tolls.ended(fact.leg, exchange.now);
  }

  #wall(): WallTime {
    return this.#wallAtStart + this.#parts.exchange.now as WallTime;
  }

  #harvest(): readonly Effect[] {
    const { exchange } = this.#parts;
    const { media, effects, notes } = exchange.harvest();
    const emitted = this.#emitted;
    this.#emitted = [];
    const all: Effect[] = media.map((command) => ({ type: "media", command }));
    for (const effect of effects) all.push(effect);
    for (const effect of emitted) all.push(effect);
    for (const note of notes) {
      this.#reckon(note.fact);
      all.push(this.#recorded(note));
    }
    // Lamps come after the calls that light them.
    lightLamps(this.#parts, notes);
    tellChanged(this.#parts);
    const late = exchange.harvest();
    for (const note of late.notes) all.push(this.#recorded(note));
    for (const effect of late.effects) all.push(effect);
    return all;
  }

  #recorded({ call, fact }: CallNote): Effect {
    this.#sequence += 1;
    const monotonicMs = this.#parts.exchange.now - START;
    const event: CallEvent = { ...fact, call, sequence: this.#sequence, at: this.#wall(), monotonicMs };
    return { type: "event", event };
  }
}
