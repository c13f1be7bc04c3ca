import type { Instant, Json, WallTime } from "../base/mod.ts";
import type { Announced, LegId } from "../call/mod.ts";
import type { Destination, Directory, Mailbox, RecordingMode } from "../directory/mod.ts";
import type { Message } from "../mailbox/mod.ts";
import type { Errand, Line } from "../notebook/mod.ts";
import type { Party } from "../record/mod.ts";
import type { Deed } from "./deed.ts";
import type { Phone } from "./phone.ts";
import type { Question } from "./question.ts";

/** Either. */
export type Command = Question | Deed;

/** Why a brake on toll fraud refuses a call: enough was called outside within the hour, or the office is closed. */
export type Braked = "enough" | "off-hours";

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
  /** The queue that has brought them together. */
  readonly queue: string | undefined;
}

/** Somebody in a room. */
export interface RoomSeat {
  readonly leg: LegId;
  readonly party: Party;
  /** He is being played something. */
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
  "recall-all": ReadonlyMap<string, Json>;
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
  "outside-number": { readonly world: string; readonly national: string } | undefined;
  "may-call": boolean;
  "place":
    | { readonly leg: LegId }
    | { readonly failed: "no-media" | "not-acceptable" | "rejected" | "gone" }
    | { readonly failed: "braked"; readonly by: Braked };
  "ring": void;
  "hear-early": void;
  "open-ears": boolean;
  "answer": boolean;
  "release": void;
  "tell-help-failed": void;
  "needs-account": boolean;
  "account": string | undefined;
  "give-account": void;
  "join": void;
  "part": void;
  "enter-room": void;
  "cast": boolean;
  "announce": Announced;
  "end-announcement": void;
  "move": unknown;
  "overhear": boolean;
  "overhear-room": boolean;
  "in-room": readonly RoomSeat[];
  "talks": readonly Talk[];
  "queue-talks": readonly Talk[];
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
