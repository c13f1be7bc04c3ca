import { Archive } from "../archive/mod.ts";
import { Authenticator, Overload, type OverloadLimits } from "../admission/mod.ts";
import { type Chance, START, type WallTime } from "../base/mod.ts";
import { contactFor, Exchange } from "../call/mod.ts";
import type { Directory } from "../directory/mod.ts";
import { type Hook, type Mail, Receipts } from "../mail/mod.ts";
import { Mailboxes, noticeOf } from "../mailbox/mod.ts";
import { AGENT_FAMILY, ERRAND_FAMILY, LINE_FAMILY, Notebook, PRESENCE_FAMILY } from "../notebook/mod.ts";
import { Lamps, Life, Publications } from "../presence/mod.ts";
import { Registrar } from "../registrar/mod.ts";
import {
  atOnce,
  type Ending,
  type PlaceTable,
  type QueueDesk,
  Runner,
  type ScriptFault,
  type ScriptTable,
} from "../script/mod.ts";
import { Transactions } from "../transaction/mod.ts";
import { Tolls, Trunks } from "../trunk/mod.ts";
import { agentsChanged } from "./calls_to_make.ts";
import { callEnded } from "./call_ended.ts";
import type { Effect } from "./effect.ts";
import { Errands } from "./errands.ts";
import { Hooks } from "./hooks.ts";
import { lampsOfPage } from "./lamps.ts";
import { Mails } from "./mails.ts";
import { callsForHelp } from "./outside.ts";
import type { Parts, RunningCall } from "./parts.ts";
import { Places } from "./places.ts";
import { QuietHoursClock } from "./quiet_hours.ts";
import { seatChanged } from "./seat_changed.ts";
import { Seating } from "./seating.ts";
import { SpokenFiles } from "./spoken_files.ts";
import { CallStage } from "./stage.ts";

/** What the switchboard is built from. */
export interface SwitchboardOptions {
  readonly chance: Chance;
  readonly directory: Directory;
  /** One script per kind of destination. */
  readonly scripts: ScriptTable;
  /** One rule per kind of place that calls share. */
  readonly places?: PlaceTable;
  /** What the desk may ask of the queues; none where there are no queues. */
  readonly queueDesk?: QueueDesk;
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

/** Builds the parts, and connects them: nothing happens before the first input. */
export function assemble(options: SwitchboardOptions): Parts {
  const {
    chance,
    directory,
    scripts,
    places: rules = {},
    queueDesk,
    keepAliveMs,
    sendsMail = false,
    limits = {},
  } = options;
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
      probe: (trunk, withinMs) => trunks.probe(trunk, withinMs, exchange.now),
    },
  });
  const registrar = new Registrar(keepAliveMs === undefined ? {} : { keepAliveMs });
  const calls = new Map<string, RunningCall>();
  const onEnd = (call: string, ending: Ending, fault: ScriptFault | undefined): void =>
    callEnded(parts, call, { ending, fault });
  const counted: Record<string, number> = {};
  let emitted: Effect[] = [];
  const notebook = new Notebook((page) => {
    for (const lamp of lampsOfPage(page, exchange.directory)) exchange.legs.stir(lamp);
    if (SHOWN_FAMILIES.has(page.family)) exchange.legs.stir(page.key);
    if (page.family === AGENT_FAMILY) agentsChanged(parts);
    if (page.family === ERRAND_FAMILY) errands.changed(page.key);
    parts.emit({ type: "remember", page });
  });
  const errands = new Errands(notebook);
  const places = new Places(rules, { changed: (id) => exchange.legs.stir(id), now: () => exchange.now });
  const receipts = new Receipts(notebook, (receipt) => parts.emit({ type: "receipt", receipt }));
  const mails = new Mails({
    notebook,
    receipts,
    sends: sendsMail,
    now: () => exchange.now,
    wall: () => parts.wall(),
    send: (mail) => parts.emit({ type: "mail", mail }),
    log: (level, text, facts) => exchange.log(level, text, facts),
  });
  const hooks = new Hooks({
    notebook,
    receipts,
    directory: () => exchange.directory,
    now: () => exchange.now,
    wall: () => parts.wall(),
    send: (hook, to) => parts.emit({ type: "hook", hook, to, at: parts.wall() }),
    log: (level, text, facts) => exchange.log(level, text, facts),
  });
  const hook = (told: Hook): void => hooks.post(told);
  const post = (mail: Mail): void => mails.post(mail);
  const mailboxes = new Mailboxes(notebook, {
    changed: (box) => {
      for (const number of [box, ...seating.seatsOf(box)]) exchange.legs.stir(number);
      parts.changedBoxes.add(box);
    },
    arrived: (message) => {
      const mail = noticeOf(message, exchange.directory);
      if (mail !== undefined) post(mail);
    },
    dropped: (call, { box, id }) => exchange.note(call, { type: "voicemail.dropped", box, message: id }),
    erase: (path) => parts.emit({ type: "erase", path }),
    adopt: (path) => exchange.media({ type: "adopt", path }),
    rescued: (path, durationMs, bytes) => {
      if (durationMs > 0) exchange.note("", { type: "recording.adopted", path, durationMs, bytes });
      else exchange.note("", { type: "recording.dropped", path });
    },
  });
  const archive = new Archive(notebook, {
    erase: (path) => parts.emit({ type: "erase", path }),
    adopt: (path) => exchange.media({ type: "adopt", path }),
    note: (call, fact) => {
      exchange.note(call, fact);
      if (fact.type === "recordings.filling") exchange.log("warn", "Recordings nearly fill their quota");
    },
  });
  const spoken = new SpokenFiles(notebook, {
    erase: (path) => parts.emit({ type: "erase", path }),
    dropped: (path) => exchange.note("", { type: "recording.dropped", path }),
  });
  const tolls = new Tolls();
  const seating = new Seating({
    registrar,
    notebook,
    directory: () => exchange.directory,
    changed: (change) => seatChanged(parts, change),
  });
  const facts = {
    exchange,
    seating,
    notebook,
    places,
    calls,
    mailboxes,
    archive,
    spoken,
    trunks,
    tolls,
    post,
    hook,
    // Whole milliseconds, as calendars have them: the monotonic clock is finer.
    wall: () => Math.floor(parts.wallAtStart + exchange.now) as WallTime,
  };
  const stage = new CallStage({ facts, scripts, calls, onEnd });
  const parts: Parts = {
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
    spoken,
    facts,
    mails,
    hooks,
    changedBoxes: new Set(),
    trunks,
    tolls,
    seating,
    quietHours: new QuietHoursClock(() => exchange.directory),
    callsToMakeAt: undefined,
    callListsOf: undefined,
    hasQueueDesk: queueDesk !== undefined,
    atDesk: (ask) => {
      if (queueDesk === undefined) throw new Error("Cannot ask the queues: this switchboard was built without");
      return atOnce(ask(queueDesk), (command) => stage.perform("", command));
    },
    atOnce: (call, script) => atOnce(script, (command) => stage.perform(call, command)),
    wall: facts.wall,
    count: (what) => {
      counted[what] = (counted[what] ?? 0) + 1;
    },
    counted: () => counted,
    emit: (effect) => {
      if (effect.type === "unbind") exchange.legs.stir(seating.whoIsAt(effect.number));
      emitted.push(effect);
    },
    takeEmitted: () => {
      const taken = emitted;
      emitted = [];
      return taken;
    },
    wallAtStart: 0,
    sweptAt: START,
    draining: false,
    recordReady: true,
  };
  return parts;
}
