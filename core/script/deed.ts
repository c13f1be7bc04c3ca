import type { Json } from "../base/mod.ts";
import type { DiversionReason, LegId, TransferTo } from "../call/mod.ts";
import type { Door, Multicast } from "../directory/mod.ts";
import type { MessageLength, MessageState, NewMessage } from "../mailbox/mod.ts";
import type { Errand, Line } from "../notebook/mod.ts";
import type { CallFact, Cause } from "../record/mod.ts";
import type { HeardBy, Language, ToneName } from "../sound/mod.ts";
import type { Heard } from "./heard.ts";
import type { Phone, Shown } from "./phone.ts";

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
  /**
   * Lets the caller hear the box while he still waits for an answer (early media); for one who was answered there is nothing
   * to do. False when he cannot: he made no offer, or their media do not fit.
   */
  | { readonly do: "open-ears"; readonly leg: LegId }
  /** Answers the caller, who will hear `like`; alone: whatever he likes best. False when their media do not fit. */
  | { readonly do: "answer"; readonly leg: LegId; readonly like?: LegId }
  /** Ends a leg in whatever way its state asks for. Quiet when it is over. */
  | { readonly do: "release"; readonly leg: LegId; readonly cause: Cause }
  /** An extension sends the caller on: those who are called for him from now on are told. */
  | { readonly do: "divert"; readonly leg: LegId; readonly by: string; readonly reason: DiversionReason }
  /** Whether the caller is named to those who are called for him from now on. */
  | { readonly do: "hide"; readonly leg: LegId; readonly isHidden: boolean }
  /** Nobody was reached at an emergency number: whoever was told of the call is told that, too. */
  | { readonly do: "tell-help-failed"; readonly number: string; readonly cause: Cause }
  /** The leg's call is made for this account: the record says so. */
  | { readonly do: "give-account"; readonly leg: LegId; readonly account: string }
  | { readonly do: "join"; readonly a: LegId; readonly b: LegId }
  /**
   * All that is said in the leg's room also goes to an address at which many listen, until the leg leaves the room; `first`
   * comes before it. False where somebody is heard there already, whom it takes the place of if it `cutsIn`.
   */
  | {
    readonly do: "cast";
    readonly leg: LegId;
    readonly to: Multicast;
    readonly first?: Heard;
    readonly cutsIn?: boolean;
  }
  /**
   * The box itself speaks at an address at which many listen, in place of whoever pages there, until it has said all. Gives
   * the name under which that is "played", as a leg's is; or why it cannot: it does so already, for instance.
   */
  | { readonly do: "announce"; readonly to: Multicast; readonly sound: Heard }
  /** It says no more. Quiet where it has said all. */
  | { readonly do: "end-announcement"; readonly announcement: LegId }
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
  /**
   * The leg listens in to a room, without being one of those who are in it; again to change who hears it there. Hears "news"
   * when somebody comes or goes, and when nobody talks there any more. False where nobody does.
   */
  | { readonly do: "overhear-room"; readonly leg: LegId; readonly room: string; readonly heardBy: "nobody" | "all" }
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
  /**
   * `by` asked for the transfer of `leg`, and is told and let go when `leg` is joined with somebody else. `to`: where he has
   * keyed in, as nothing else has told of it.
   */
  | { readonly do: "transfer"; readonly leg: LegId; readonly by: LegId; readonly to?: TransferTo }
  /** The transfer of `leg` ended with this: `transferred`, or why not. Whoever asked for it is told. */
  | { readonly do: "transfer-ended"; readonly leg: LegId; readonly cause: Cause };
