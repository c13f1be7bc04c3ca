import type { Authenticator, Overload } from "../admission/mod.ts";
import type { Instant, WallTime } from "../base/mod.ts";
import type { Archive } from "../archive/mod.ts";
import type { Directory } from "../directory/mod.ts";
import type { Exchange } from "../call/mod.ts";
import type { Facts } from "./facts.ts";
import type { Notebook } from "../notebook/mod.ts";
import type { Mailboxes } from "../mailbox/mod.ts";
import type { Lamps, Life, PresenceState, Publications } from "../presence/mod.ts";
import type { Registrar } from "../registrar/mod.ts";
import type { QueueDesk, Runner, Script } from "../script/mod.ts";
import type { Tolls, Trunks } from "../trunk/mod.ts";
import type { Effect } from "./effect.ts";
import type { Errands } from "./errands.ts";
import type { Hooks } from "./hooks.ts";
import type { Mails } from "./mails.ts";
import type { Relays } from "./message.ts";
import type { Places } from "./places.ts";
import type { QuietHoursClock } from "./quiet_hours.ts";
import type { Seating } from "./seating.ts";
import type { CallFile } from "./call_file.ts";
import type { SpokenFiles } from "./spoken_files.ts";

/** A running call, as far as its legs do not tell. */
export interface RunningCall extends CallFile {
  readonly since: Instant;
}

/** What the switchboard is made of, as its verbs see it. */
export interface Parts {
  readonly exchange: Exchange;
  readonly registrar: Registrar;
  readonly authenticator: Authenticator;
  readonly overload: Overload;
  readonly runner: Runner;
  readonly calls: Map<string, RunningCall>;
  readonly relays: Relays;
  readonly lamps: Lamps;
  readonly life: Life;
  readonly publications: Publications;
  readonly notebook: Notebook;
  readonly places: Places;
  readonly errands: Errands;
  readonly mailboxes: Mailboxes;
  readonly mails: Mails;
  readonly hooks: Hooks;
  readonly archive: Archive;
  readonly spoken: SpokenFiles;
  /** Boxes in which something has changed in this turn. */
  readonly changedBoxes: Set<string>;
  readonly trunks: Trunks;
  readonly tolls: Tolls;
  /** What scripts are told, which rules are judged by. */
  readonly facts: Facts;
  /** Who is on which phone. */
  readonly seating: Seating;
  readonly quietHours: QuietHoursClock;
  /** Who was not offline when it was last put into the record, and how he was. */
  readonly recorded: Map<string, PresenceState>;
  /** When it is next looked for calls that idle agents of queues could make. */
  callsToMakeAt: Instant | undefined;
  /** The office whose lists of calls were last looked through for who is gone from them. */
  callListsOf: Directory | undefined;
  readonly hasQueueDesk: boolean;
  /** Runs what the desk asks of the queues, which never waits. */
  atDesk<T>(ask: (desk: QueueDesk) => Script<T>): T;
  /** Runs a script that asks and acts for a call, and never waits. */
  atOnce<T>(call: string, script: Script<T>): T;
  /** What the wall clock says in this turn. */
  wall(): WallTime;
  /** Counts something that happened, for the figures. */
  count(what: string): void;
  /** What was counted so far. */
  counted(): Readonly<Record<string, number>>;
  /** An effect that is not a call's: registrations, answers to the desk. */
  emit(effect: Effect): void;
  /** What was emitted since it was last asked. */
  takeEmitted(): readonly Effect[];
  /** Wall time at the monotonic clock's zero. */
  wallAtStart: number;
  /** When what is old was last swept out. */
  sweptAt: Instant;
  draining: boolean;
  recordReady: boolean;
}
