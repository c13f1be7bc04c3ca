/** How it stands between this window and the box. */
export type Line =
  | "starting"
  | "ready"
  /** The box is not heard; it is tried again. */
  | "cut"
  /** The box lets nobody of that number in from here. */
  | "refused"
  /** Another window of this browser has the phone. */
  | "elsewhere";

/** Who is at the other end. */
export interface Peer {
  readonly number: string;
  readonly name?: string;
}

export interface Talking {
  readonly at: "talking";
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Who has the other one wait. */
  readonly held: "no" | "us" | "them" | "both";
  readonly isMuted: boolean;
  /** The keys that were pressed in it. */
  readonly pressed: string;
  /** The box writes down what is said. */
  readonly isRecorded: boolean;
  /** The other one is on his way to somebody else. */
  readonly isTransferred: boolean;
  /** Who is in it, as the box tells it, where they are or were two; else empty: it is the peer. */
  readonly others: readonly Peer[];
}

/** A call of his as the box tells it. */
export interface TalkNow {
  /** With whom: of three the other two. */
  readonly peers: readonly Peer[];
  /** Whoever asked for it, or a rule. */
  readonly isRecorded: boolean;
}

export type CallState =
  /** Somebody calls. */
  | { readonly at: "ringing" }
  /** It was answered here, and the sound is being agreed upon. */
  | { readonly at: "answering" }
  /** We call; it rings there once we know. */
  | { readonly at: "calling"; readonly isRinging: boolean }
  | Talking;

export interface Call {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly peer: Peer;
  readonly state: CallState;
}

/** Why a call came to nothing, or ended. */
export type Ending =
  /** Somebody hung up, or gave up. */
  | "over"
  /** Another phone of the same person answered it. */
  | "elsewhere"
  | "busy"
  | "refused"
  | "no-answer"
  /** The number leads nowhere. */
  | "nowhere"
  /** Nobody can be reached there now. */
  | "unreachable"
  /** The browser gives no microphone. */
  | "no-microphone"
  | "failed";

/** Why nothing is heard in a call: no way was found, and perhaps because the server that would carry it lets nobody in. */
export type NoSound = "no-way" | "relay-refused";

/** What somebody should know who was not looking. */
export interface Notice {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly peer: Peer;
  readonly what:
    | { readonly kind: "missed" }
    | { readonly kind: "not-reached"; readonly why: Exclude<Ending, "over" | "elsewhere"> }
    | { readonly kind: "no-sound"; readonly why: NoSound }
    | { readonly kind: "not-transferred" | "not-joined" | "not-recorded" };
}

/** The phone in a browser: what is on it at this moment. */
export interface Phone {
  readonly line: Line;
  /** In the order in which they began. */
  readonly calls: readonly Call[];
  /** Newest first. */
  readonly notices: readonly Notice[];
  /** How many notices there ever were. */
  readonly noticed: number;
}

export const NEW_PHONE: Phone = { line: "starting", calls: [], notices: [], noticed: 0 };

export function callOf(phone: Phone, id: string): Call | undefined {
  return phone.calls.find((call) => call.id === id);
}

export function isTalking(call: Call): call is Call & { readonly state: Talking } {
  return call.state.at === "talking";
}

/** Whether we have the other one wait. */
export function isHeldByUs(call: Call): boolean {
  return isTalking(call) && (call.state.held === "us" || call.state.held === "both");
}

/** Whether three talk in it. */
export function isOfThree(call: Call): boolean {
  return isTalking(call) && call.state.others.length > 1;
}

/** Who is at the other end: one, or two. */
export function peersIn({ peer, state }: Call): readonly Peer[] {
  return state.at === "talking" && state.others.length > 0 ? state.others : [peer];
}

/** The call that the keys and the microphone belong to: the one that is talked in, or else the one that is being made. */
export function activeCall({ calls }: Phone): Call | undefined {
  return calls.find((call) => isTalking(call) && !isHeldByUs(call)) ??
    calls.find(({ state }) => state.at === "calling" || state.at === "answering");
}
