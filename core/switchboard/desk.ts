import type { WallTime } from "../base/mod.ts";
import type { Destination, HookState } from "../directory/mod.ts";
import type { AgentOrder, AgentView, CallBackView, CallListView, QueueView, RecordingOrder } from "../script/mod.ts";
import type { HeardBy } from "../sound/mod.ts";
import type { DeskNotice } from "../notebook/mod.ts";
import type { PresenceState } from "../presence/mod.ts";
import type { AnnouncementCommand, RecordedAnnouncements } from "./desk_announcements.ts";
import type { LineCommand, LineSettings } from "./desk_line.ts";
import type { MailboxCommand, MailboxView } from "./desk_mailbox.ts";
import type { RecordingCommand, RecordingView } from "./desk_recordings.ts";
import type { SeenNotices } from "./desk_notices.ts";
import type { FeatureList } from "./features.ts";
import type { HelpView } from "./help.ts";
import type { HoursView } from "./hours_now.ts";
import type { TrunkTrouble } from "../trunk/mod.ts";

/** What the desk, the command line and the portal may ask of the switchboard. */
export type DeskCommand =
  | { readonly type: "calls" }
  | { readonly type: "live" }
  | { readonly type: "phones" }
  | { readonly type: "figures" }
  | { readonly type: "features" }
  | { readonly type: "trunks" }
  | RecordingCommand
  | { readonly type: "webhooks" }
  | { readonly type: "dead-letters" }
  /** Has a hook that was given up sent once more; without an id: all of them. */
  | { readonly type: "retry-dead-letters"; readonly id?: string }
  | { readonly type: "drop-dead-letters"; readonly id?: string }
  /** The same for mails. */
  | { readonly type: "dead-mails" }
  | { readonly type: "retry-dead-mails"; readonly id?: string }
  | { readonly type: "drop-dead-mails"; readonly id?: string }
  /** What waits for somebody on the desk, until he has seen it. */
  | { readonly type: "notices"; readonly number: string }
  | { readonly type: "see-notices"; readonly number: string; readonly which: SeenNotices }
  /** Somebody says how he is; without a state: nothing any more. */
  | {
    readonly type: "set-presence";
    readonly number: string;
    readonly said?: { readonly state: PresenceState; readonly note?: string };
  }
  /** How it stands with the office's hours. */
  | { readonly type: "hours" }
  | { readonly type: "turn-night"; readonly hours: string; readonly on: boolean }
  /** The queues, or their agents, as they are now. */
  | { readonly type: "queues" }
  | { readonly type: "agents" }
  | { readonly type: "order-agent"; readonly number: string; readonly order: AgentOrder }
  /** Somebody who waits in a queue is served next, or goes elsewhere. */
  | { readonly type: "queue-front"; readonly caller: string }
  | { readonly type: "queue-send"; readonly caller: string; readonly to: Destination }
  /** How far the queues are with their lists of calls to make; who is to be called back by them. */
  | { readonly type: "call-lists" }
  | { readonly type: "call-backs" }
  | { readonly type: "cancel-call-back"; readonly key: string }
  /** `by`: for that extension alone, where it is one of three; `leg`: for that one alone; else for all who are in the call. */
  | { readonly type: "hang-up"; readonly call: string; readonly by?: string; readonly leg?: string }
  /**
   * A call of somebody's to a number: his phones ring first, or are asked to answer by themselves. `only`: the number is to
   * be of that kind of destination.
   */
  | {
    readonly type: "call-for";
    readonly from: string;
    readonly to: string;
    readonly answersItself?: boolean;
    readonly only?: string;
  }
  /** Somebody's part in a running call; `by` is his extension or his leg, where the call has several of the house. */
  | { readonly type: "steer"; readonly call: string; readonly by?: string; readonly order: SteerOrder }
  /** How somebody is, and what his line does. */
  | { readonly type: "presence"; readonly number: string }
  | AnnouncementCommand
  | MailboxCommand
  | LineCommand
  /** Somebody has seen to a call for help: nobody need be told of it any more. */
  | { readonly type: "cross-out-help"; readonly id: string }
  /** Take no new calls; the running ones go on. */
  | { readonly type: "drain" }
  /** End every call now. */
  | { readonly type: "end-all" };

/** What somebody may do with whom he talks to, as with the keys of his phone. */
export type SteerOrder =
  | { readonly do: "hold" | "resume" | "mute" | "unmute" }
  | { readonly do: "transfer"; readonly to: string }
  /** Whoever is there is asked first, while the other one hears music; then he is put through, taken back, or all three talk. */
  | { readonly do: "announce"; readonly to: string }
  | { readonly do: "connect" | "take-back" | "merge" }
  /** Into this slot, or the first free one. */
  | { readonly do: "park"; readonly slot?: string }
  /** What rings at his phones: it goes elsewhere, and they are still; or the phone goes off hook, where it lets itself be told. */
  | { readonly do: "deflect"; readonly to: string }
  | { readonly do: "answer" }
  | { readonly do: RecordingOrder };

/** How somebody is. */
export type PersonView = LiveView["people"][number];

/** One running call, as people see it. */
export interface CallView {
  readonly id: string;
  readonly dialled: string;
  readonly forMs: number;
  readonly legs: readonly {
    readonly id: string;
    readonly who: string;
    readonly at: string;
    readonly held: boolean;
    /** The room that it is in: `room 2001`. */
    readonly room?: { readonly name: string; readonly muted: boolean };
    /** To whose phone it listens in, and who hears it there. */
    readonly listens?: { readonly to: string; readonly heardBy: HeardBy };
    readonly direction: "in" | "out";
    readonly forMs: number;
  }[];
}

/** The office at this moment, for a page that is drawn again and again: times are those of the wall, so that they stay. */
export interface LiveView {
  /** Calls for help of the last day that nobody has crossed out, newest first. */
  readonly help: readonly HelpView[];
  readonly calls: readonly {
    readonly id: string;
    readonly dialled: string;
    readonly at: WallTime;
    readonly legs: readonly {
      readonly id: string;
      /** Left out with the name: somebody outside who hides it. */
      readonly number?: string;
      readonly name?: string;
      /** Somebody outside. */
      readonly trunk?: string;
      readonly room?: string;
      readonly state: "ringing" | "talking" | "held";
      /** Whom he talks with does not hear him. */
      readonly muted?: true;
      /** What is said between him and the others is written down, or waits to be again. */
      readonly recording?: "on" | "paused";
      /** It rings, and can be told to go off hook. */
      readonly canAnswer?: true;
      /** He is one of three who talk with one another: nobody sends any of them elsewhere, nor has one wait. */
      readonly isOfThree?: true;
      /** He asks at this number first whether the one who waits may come. */
      readonly announcesTo?: string;
      readonly direction: "in" | "out";
      readonly at: WallTime;
    }[];
  }[];
  /** Those who wait in parking slots, by slot, and since when; a slot that nobody waits in has no row. */
  readonly parked: readonly {
    readonly slot: string;
    readonly call: string;
    readonly leg: string;
    readonly at: WallTime;
  }[];
  /** By number, in the order of the office file. */
  readonly people: readonly {
    readonly number: string;
    readonly name: string;
    readonly presence: PresenceState;
    readonly note?: string;
    readonly line?: "ringing" | "talking";
  }[];
}

/** One registered phone. */
export interface PhoneView {
  readonly number: string;
  /** Who sits at it, where it is not its own extension. */
  readonly who?: string;
  readonly contact: string;
  readonly transport: string;
  readonly address: string;
  readonly userAgent?: string;
  readonly expiresInMs: number;
}

/** One trunk. */
export interface TrunkView {
  readonly name: string;
  readonly kind: "register" | "peer" | "site";
  readonly state: "starting" | "up" | "down";
  readonly forMs: number;
  /** Where it is. */
  readonly address: string;
  /** Why it is down. */
  readonly why?: TrunkTrouble;
  /** Calls that go through it now, and how many may. */
  readonly calls: number;
  readonly channels: number;
}

/** A program elsewhere that is told what happens. */
export interface WebhookView {
  readonly name: string;
  /** Where it is. */
  readonly host: string;
  readonly events: readonly string[];
  readonly state: HookState;
  /** What it has not taken yet, as far as that was read from the record. */
  readonly waiting: number;
  /** What was given up. */
  readonly dead: number;
  /** Why the last try failed, if it did. */
  readonly failing?: string;
  /** The last event of the record that was looked at for it. */
  readonly cursor?: number;
}

/** A hook that was given up. */
export interface DeadLetterView {
  readonly id: string;
  /** Whose it is: `emergency`, `webhooks/crm`. */
  readonly of: string;
  /** What was to be told, in JSON. */
  readonly body: string;
  readonly why: string;
  /** When it was given up. */
  readonly at: WallTime;
}

/** A mail that was given up. */
export interface DeadMailView {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** What the mail server said last, or why it was not reached. */
  readonly why: string;
  /** When it was given up. */
  readonly at: WallTime;
  /** The server refuses the address, whatever is sent to it. */
  readonly isAddress: boolean;
}

/** The sizes of every table, and what was counted since the start: for `/metrics`, `status` and leak tests. */
export type Figures = Readonly<Record<string, number>>;

export type DeskAnswer =
  | { readonly type: "calls"; readonly calls: readonly CallView[] }
  | { readonly type: "live"; readonly live: LiveView }
  | { readonly type: "phones"; readonly phones: readonly PhoneView[] }
  | { readonly type: "figures"; readonly figures: Figures }
  | ({ readonly type: "features" } & FeatureList)
  | { readonly type: "trunks"; readonly trunks: readonly TrunkView[] }
  | { readonly type: "recordings"; readonly recordings: readonly RecordingView[] }
  | { readonly type: "webhooks"; readonly webhooks: readonly WebhookView[] }
  | { readonly type: "dead-letters"; readonly letters: readonly DeadLetterView[] }
  | { readonly type: "dead-mails"; readonly mails: readonly DeadMailView[] }
  | { readonly type: "notices"; readonly notices: readonly DeskNotice[] }
  | { readonly type: "hours"; readonly hours: readonly HoursView[] }
  | { readonly type: "queues"; readonly queues: readonly QueueView[] }
  | { readonly type: "agents"; readonly agents: readonly AgentView[] }
  | { readonly type: "announcements"; readonly recorded: RecordedAnnouncements }
  | { readonly type: "call-lists"; readonly lists: readonly CallListView[] }
  | { readonly type: "call-backs"; readonly booked: readonly CallBackView[] }
  | { readonly type: "mailbox"; readonly mailbox: MailboxView }
  | { readonly type: "line"; readonly line: LineSettings }
  | { readonly type: "done"; readonly text: string }
  /** It has begun, and is this call. */
  | { readonly type: "call-begun"; readonly call: string }
  | { readonly type: "parked"; readonly slot: string }
  | { readonly type: "presence"; readonly person: PersonView }
  | {
    readonly type: "refused";
    readonly text: string;
    /** What was asked for is not there, a value is wrong, things stand otherwise, or the box cannot now. */
    readonly why?: "not-found" | "value" | "conflict" | "unavailable";
    /** Which of several changes. */
    readonly at?: number;
  };
