import type { Instant, Json, WallTime } from "../base/mod.ts";
import type { DiversionReason, LegEvent, LegId } from "../call/mod.ts";
import {
  type Destination,
  type Directory,
  type Door,
  type Mailbox,
  type Multicast,
  type RecordingMode,
  type RingName,
} from "../directory/mod.ts";
import type { Message, MessageLength, MessageState, NewMessage } from "../mailbox/mod.ts";
import type { Errand, Line } from "../notebook/mod.ts";
import { type CallFact, type Cause, type Party } from "../record/mod.ts";
import { type HeardBy, type Language, type Playlist, type ToneName } from "../sound/mod.ts";

/** What somebody is to hear; in his own language, or else the office's, unless told. */
export type Heard = Omit<Playlist, "language"> & Partial<Pick<Playlist, "language">>;

/**
 * What happens to a call, as a generator that reads top-down: it yields what it wants and is resumed with what
 * happened. It holds ids and numbers, never objects; verbs look up now.
 */
export type Script<T> = Generator<Want, T, unknown>;

/** Makes the script of a destination: one entry per kind. */
export type ScriptTable = Readonly<Record<string, (caller: LegId, id: string) => Script<Ending>>>;

/**
 * How a try to reach somebody ended. A caller who was not reached is still there: he waits for an answer, or was answered to
 * be told why.
 */
export type Ending =
  | { readonly reached: true; readonly cause: Cause }
  | { readonly reached: false; readonly cause: Cause };

/** A phone that is registered for an extension. */
export interface Phone {
  readonly number: string;
  /** Which of the extension's phones. */
  readonly contact: string;
  /** 0 to 1000; higher ones ring first, equal ones together (q-value). */
  readonly preference: number;
}

/** How a call is to look and to sound on the phone that rings. */
export interface Shown {
  /** Before the caller's name: `Sales`. */
  readonly prefix?: string;
  /** How it is to ring, where the called one says nothing else of the caller. */
  readonly ring?: RingName;
  /** The phone is asked to answer by itself at once: intercom, paging. One that does not know how to rings. */
  readonly answersItself?: boolean;
}

/** What a script may ask: answered at once, as it is now. */
export type Question =
  /** The moment of this turn, to reckon an `until` from. */
  | { readonly do: "now" }
  /** The wall clock, for what goes by the hour of the day. */
  | { readonly do: "wall-clock" }
  /** A lot: a whole number from 0 to below this. */
  | { readonly do: "draw"; readonly below: number }
  /** The office. Scripts keep ids and ask again: it may be another one after the next wait. */
  | { readonly do: "office" }
  /** What somebody has set for his line, and what his hours say. */
  | { readonly do: "line"; readonly number: string }
  /** What a feature has kept for itself over restarts (`core/notebook`); undefined when nothing. */
  | { readonly do: "recall"; readonly family: string; readonly key: string }
  /** The call that the box is to make, as it was planned under the key. */
  | { readonly do: "planned"; readonly key: string }
  /** An extension's mailbox and what is in it; undefined when it has none. */
  | { readonly do: "mailbox"; readonly number: string }
  /** Where a dialled number leads. */
  | { readonly do: "route"; readonly number: string }
  /** How long an extension rings, and whether it can take one more call; undefined when there is none. */
  | { readonly do: "look-up"; readonly number: string }
  /**
   * The phones of an extension; a number outside is one phone too, if whoever sends the call there (an extension, or nobody
   * of the house) may call it.
   */
  | { readonly do: "phones"; readonly number: string; readonly by?: string | undefined }
  /** Whether an extension, or nobody of the house, may call a number outside. */
  | { readonly do: "may-call"; readonly number: string; readonly by: string | undefined }
  /** Whether a call of the extension's to a number outside is to be made for somebody: an account. */
  | { readonly do: "needs-account"; readonly number: string; readonly by: string }
  /** For whom the leg's call is made; undefined when nobody has said. */
  | { readonly do: "account"; readonly leg: LegId }
  /** Whether the extension is in a call, or being called. */
  | { readonly do: "is-busy"; readonly number: string }
  /** Who is on the leg, or as whom he was let in. */
  | { readonly do: "party"; readonly leg: LegId }
  /** Whether the one on the leg does not want to be named. */
  | { readonly do: "is-hidden"; readonly leg: LegId }
  /** Who has sent the caller on last, and answers for where he goes; undefined when nobody has since he talked. */
  | { readonly do: "forwarder"; readonly leg: LegId }
  /** Whom the phones of these numbers ring for, the longest ringing first. */
  | { readonly do: "ringing-at"; readonly numbers: readonly string[] }
  /** On which leg whoever asked for the transfer of `leg` waits to be told; undefined when nobody does, or he is gone. */
  | { readonly do: "transferor"; readonly leg: LegId }
  /** Whether what two say to each other is to be recorded, whether it is, and whether they are to be told. */
  | { readonly do: "call-recording"; readonly a: LegId; readonly b: LegId }
  /** The phone on the leg, by the extension that it registers for, and who sits at it; undefined for a phone outside. */
  | { readonly do: "phone-of"; readonly leg: LegId }
  /** The phones at which an extension has logged in, by the extensions that they register for. */
  | { readonly do: "seats-of"; readonly number: string }
  /** The calls in which a number talks with somebody, the longest first. */
  | { readonly do: "talks"; readonly number: string }
  /** The call that the leg listens in to; undefined when it listens in to nobody. */
  | { readonly do: "overheard"; readonly leg: LegId }
  /** Whether the leg is still there. */
  | { readonly do: "is-there"; readonly leg: LegId };

/** What a script may do: done at once; the script goes on in the same turn. */
export type Deed =
  /** To the record: what only the script knows of its call. */
  | { readonly do: "note"; readonly fact: CallFact }
  | { readonly do: "change-line"; readonly number: string; readonly change: Partial<Line> }
  /** Keeps a value for a feature, or forgets it (undefined). */
  | { readonly do: "remember"; readonly family: string; readonly key: string; readonly value: Json | undefined }
  /** Has the box make a call by itself, in place of what was planned under the key; or forgets it (undefined). */
  | { readonly do: "plan"; readonly key: string; readonly errand: Errand | undefined }
  /** A message is about to be spoken: a power loss does not take it away. Until it is put into its box, or its file erased. */
  | { readonly do: "expect-message"; readonly message: NewMessage }
  /** An extension logs in on a phone. */
  | { readonly do: "sit"; readonly phone: string; readonly number: string }
  /** Whoever has logged in on a phone is logged out; quiet when nobody has. */
  | { readonly do: "leave-seat"; readonly phone: string }
  /** Puts a message into a box, now or once its recording is over: whatever becomes of this call. */
  | { readonly do: "deposit"; readonly message: NewMessage; readonly length: MessageLength }
  | {
    readonly do: "change-message";
    readonly box: string;
    readonly id: string;
    readonly change: { readonly state?: MessageState; readonly urgent?: boolean };
  }
  /** Throws a file away, once its recording is over where it has one under way. */
  | { readonly do: "erase"; readonly path: string; readonly recording?: number | undefined }
  /** Whether that is the PIN of the box; "closed" for a while after too many wrong ones. */
  | { readonly do: "try-pin"; readonly box: string; readonly pin: string }
  | { readonly do: "set-pin"; readonly box: string; readonly pin: string }
  /**
   * Calls a phone for the one on `caller`, or for the box itself; no leg when the box has no ports left, when the phone may
   * speak nothing that the caller could hear, when whoever sends the call outside has called enough for now, or when one of
   * the two just left. `apart`: the caller does something else meanwhile, and nobody can pick him up there.
   */
  | {
    readonly do: "place";
    readonly phone: Phone;
    readonly caller: LegId | undefined;
    readonly shown?: Shown | undefined;
    readonly apart?: boolean | undefined;
  }
  /** The caller hears that it rings. */
  | { readonly do: "ring"; readonly leg: LegId }
  /** The caller hears what `from` plays before its answer. */
  | { readonly do: "hear-early"; readonly leg: LegId; readonly from: LegId }
  /** Answers the caller, who will hear `like`; alone: whatever he likes best. False when their media do not fit. */
  | { readonly do: "answer"; readonly leg: LegId; readonly like?: LegId }
  /** Ends a leg in whatever way its state asks for. Quiet when it is over. */
  | { readonly do: "release"; readonly leg: LegId; readonly cause: Cause }
  /** An extension sends the caller on: those who are called for him from now on are told. */
  | { readonly do: "divert"; readonly leg: LegId; readonly by: string; readonly reason: DiversionReason }
  /** Whether the caller is named to those who are called for him from now on. */
  | { readonly do: "hide"; readonly leg: LegId; readonly isHidden: boolean }
  /** The leg's call is made for this account: the record says so. */
  | { readonly do: "give-account"; readonly leg: LegId; readonly account: string }
  | { readonly do: "join"; readonly a: LegId; readonly b: LegId }
  /** All that is said in the leg's room also goes to an address at which many listen, until the leg leaves the room. */
  | { readonly do: "cast"; readonly leg: LegId; readonly to: Multicast }
  /** The leg hears nobody: it leaves whom it was joined with, or its room. */
  | { readonly do: "part"; readonly leg: LegId }
  /**
   * The leg hears all in a room of this name, and they hear it unless it is muted, or has put them on hold; again for one that
   * is there, to change that. What it is being played goes on, instead of what the room says.
   */
  | { readonly do: "enter-room"; readonly leg: LegId; readonly room: string; readonly muted: boolean }
  /**
   * The leg listens in to the phone on `whom`, wherever that one goes; without `whom` it only changes who hears it there.
   * Hears "news" when he talks with somebody else, and when there is nobody to listen to any more. False where nobody talks.
   */
  | { readonly do: "overhear"; readonly leg: LegId; readonly whom?: LegId; readonly heardBy: HeardBy }
  | { readonly do: "echo"; readonly leg: LegId }
  /** The leg hears this until it has "played", is hushed, joined or echoed; in the office's language, or its country's tone. */
  | { readonly do: "play"; readonly leg: LegId; readonly sound: ToneName | Heard }
  | { readonly do: "hush"; readonly leg: LegId }
  /** Presses digits towards the one on the leg. */
  | { readonly do: "press"; readonly leg: LegId; readonly digits: string }
  /** From now on these keys of the one on the leg are told here and go on to nobody: "" for none. */
  | { readonly do: "withhold"; readonly leg: LegId; readonly digits: string }
  /** Presses the digits that open a door towards the door phone on the leg; the record says by whom. */
  | { readonly do: "open-door"; readonly leg: LegId; readonly door: Door; readonly by: LegId }
  /** From now on the one on the leg calls as if he sat at an extension's phone. Quiet when there is no such extension. */
  | { readonly do: "act-for"; readonly leg: LegId; readonly number: string }
  /** Whether what is keyed in on the leg is a secret from now on: the record does not say it. */
  | { readonly do: "keep-secret"; readonly leg: LegId; readonly isSecret: boolean }
  /** From now on the leg is spoken to in this language, and not in the office's. */
  | { readonly do: "speak"; readonly leg: LegId; readonly language: Language }
  /**
   * Writes what the leg says into a new file, below the box's data folder, until that is ended, the leg is over, or nothing was
   * said for so long: the leg has then "recorded". Gives the recording's number; undefined when the leg is not there.
   */
  | { readonly do: "record"; readonly leg: LegId; readonly path: string; readonly silenceMs?: number | undefined }
  | { readonly do: "end-recording"; readonly leg: LegId }
  /**
   * The recording of what two say to each other begins, stops, waits or goes on; `by` is the extension that wants it so. It
   * follows whom it is made of, and is judged anew whenever two hear each other who did not.
   */
  | {
    readonly do: "record-call";
    readonly a: LegId;
    readonly b: LegId;
    readonly turn: "on" | "off" | "pause" | "resume";
    readonly by?: string | undefined;
  }
  /** The phones of two legs change places. */
  | { readonly do: "swap"; readonly one: LegId; readonly other: LegId }
  /** The phone on `by` comes into the call of `leg`, whose script hears that it was "fetched"; `by` is over. */
  | { readonly do: "fetch"; readonly leg: LegId; readonly by: LegId }
  /** A move in a place of this kind and id, by the kind's {@link PlaceRule}; others who are there may hear "news" of it. */
  | { readonly do: "move"; readonly place: string; readonly id: string; readonly leg: LegId; readonly move: unknown }
  /** `by` asked for the transfer of `leg`, and is told and let go when `leg` is joined with somebody else. */
  | { readonly do: "transfer"; readonly leg: LegId; readonly by: LegId }
  /** The transfer of `leg` ended with this: `transferred`, or why not. Whoever asked for it is told. */
  | { readonly do: "transfer-ended"; readonly leg: LegId; readonly cause: Cause };

/** Either. */
export type Command = Question | Deed;

/** What somebody has set for his line, as it holds now. */
export interface LineView extends Line {
  /** Who gets through besides his VIPs although he does not wish to be disturbed. */
  readonly letThrough?: readonly string[];
}

/** A mailbox as it is now. */
export interface BoxView {
  readonly mailbox: Mailbox;
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** What it still has room for. */
  readonly leftMs: number;
}

/** Somebody in a call, and whom he talks with just now. */
export interface Talk {
  readonly leg: LegId;
  readonly party: Party;
  readonly mate: LegId | undefined;
  readonly with: Party | undefined;
  /** One of the two is being played something: he is on hold, or hears it ring. */
  readonly waits: boolean;
}

/** What each command is resumed with. */
export interface Outcomes {
  "now": Instant;
  "wall-clock": WallTime;
  "draw": number;
  "office": Directory;
  "line": LineView;
  "note": void;
  "change-line": void;
  "mailbox": BoxView | undefined;
  "expect-message": void;
  "deposit": void;
  "change-message": void;
  "erase": void;
  "try-pin": "right" | "wrong" | "closed";
  "set-pin": void;
  "recall": Json | undefined;
  "remember": void;
  "planned": Errand | undefined;
  "plan": void;
  "is-busy": boolean;
  "party": Party | undefined;
  "forwarder": string | undefined;
  "divert": void;
  "is-hidden": boolean;
  "hide": void;
  "ringing-at": readonly { readonly number: string; readonly caller: LegId }[];
  "fetch": void;
  "transferor": LegId | undefined;
  "route": Destination | undefined;
  "look-up": { readonly ringForMs: number; readonly isFull: boolean } | undefined;
  "phones": readonly Phone[];
  "may-call": boolean;
  "place":
    | { readonly leg: LegId }
    | { readonly failed: "no-media" | "not-acceptable" | "rejected" | "gone" };
  "ring": void;
  "hear-early": void;
  "answer": boolean;
  "release": void;
  "needs-account": boolean;
  "account": string | undefined;
  "give-account": void;
  "join": void;
  "part": void;
  "enter-room": void;
  "cast": void;
  "move": unknown;
  "overhear": boolean;
  "talks": readonly Talk[];
  "overheard": Talk | undefined;
  "echo": void;
  "play": void;
  "hush": void;
  "press": void;
  "withhold": void;
  "open-door": void;
  "act-for": void;
  "keep-secret": void;
  "speak": void;
  "record": number | undefined;
  "end-recording": void;
  "call-recording": {
    readonly mode: RecordingMode;
    readonly state: "on" | "paused" | "off";
    readonly notice: boolean;
  };
  "record-call": void;
  "swap": void;
  "transfer": void;
  "transfer-ended": void;
  "phone-of": { readonly phone: string; readonly who: string } | undefined;
  "seats-of": readonly string[];
  "sit": void;
  "leave-seat": void;
  "is-there": boolean;
}

/** What a script may yield. */
export type Want =
  | { readonly want: "act"; readonly command: Command }
  /** The next event on one of the legs, or "time-out" when `until` comes first. */
  | { readonly want: "next"; readonly of: readonly LegId[]; readonly until: Instant | undefined }
  /** A fax that calls on the leg while only the box hears it. All else that happens to the leg is for others. */
  | { readonly want: "fax"; readonly of: LegId }
  /** The script for a destination, as its kind's table entry makes it. */
  | { readonly want: "reach"; readonly caller: LegId; readonly destination: Destination }
  /** Several scripts at once; the first that returns wins, the others are ended: their `finally` may act, never wait. */
  | { readonly want: "race"; readonly scripts: readonly Script<unknown>[] }
  /** Several scripts at once, until all have returned. */
  | { readonly want: "all"; readonly scripts: readonly Script<unknown>[] }
  /** One more script beside this one, in the same call. */
  | { readonly want: "spawn"; readonly script: Script<unknown> };

/** Does something at once. */
export function* act<C extends Command>(command: C): Script<Outcomes[C["do"]]> {
  return (yield { want: "act", command }) as Outcomes[C["do"]];
}

/** Waits for what happens next on one of the legs; "time-out" when `until` comes first. */
export function* next(of: readonly LegId[], until?: Instant): Script<LegEvent | "time-out"> {
  return (yield { want: "next", of, until }) as LegEvent | "time-out";
}

/** Waits until a fax calls on a leg that has talked to nobody yet. */
export function* faxOn(leg: LegId): Script<void> {
  yield { want: "fax", of: leg };
}

/** Brings the caller to a destination of any kind. */
export function* reach(caller: LegId, destination: Destination): Script<Ending> {
  return (yield { want: "reach", caller, destination }) as Ending;
}

/** Runs scripts side by side until one returns; gives its place in the list and what it returned. */
export function* race<T>(scripts: readonly Script<T>[]): Script<{ readonly first: number; readonly value: T }> {
  return (yield { want: "race", scripts }) as { first: number; value: T };
}

/** Runs scripts side by side until all have returned. */
export function* all<T>(scripts: readonly Script<T>[]): Script<readonly T[]> {
  return (yield { want: "all", scripts }) as readonly T[];
}

/** Starts a script beside this one; the call's end ends it too. */
export function* spawn(script: Script<unknown>): Script<void> {
  yield { want: "spawn", script };
}
