/** Somebody a call was offered to, or who took it. */
export type Party =
  | {
    readonly is: "extension"; /** Or the name of an agent nobody has told us the extension of. */
    readonly number: string;
  }
  | { readonly is: "outside"; /** E.164, or `raw:` and what was dialled. */ readonly number: string };

/** One phone that the caller's call was offered to. */
export interface Offer {
  readonly party: Party;
  readonly at: number;
  /** False: it was busy at once, unreachable, or gone before it could ring. */
  readonly rang: boolean;
}

/** Somebody who spoke with the caller. */
export interface Answer {
  readonly party: Party;
  readonly at: number;
}

/** One stay in a queue that has ended. `sent-on`: the queue has let go of him. */
export interface Wait {
  readonly queue: string;
  readonly joinedAt: number;
  readonly leftAt: number;
  readonly end: "answered" | "abandoned" | "sent-on";
  /** What had it let go of him, where its system tells. */
  readonly by?: "key" | "timeout" | "empty";
}

/** An agent of a queue was to be rung for a caller, as its log tells. `cancelled`: a colleague was faster, or the caller gone. */
export interface AgentOffer {
  /** His extension; the queue's name of him where nobody has told us. */
  readonly agent: string;
  readonly queue: string;
  readonly at: number;
  readonly outcome: "answered" | "missed" | "cancelled" | "unreachable";
  readonly ringS: number;
  readonly talkS: number;
}

/** What an agent, or his system for him, did about his having callers. */
export interface AgentChange {
  readonly agent: string;
  /** Of one queue; else of all. */
  readonly queue?: string;
  readonly at: number;
  readonly what: "login" | "logout" | "pause" | "unpause" | "auto-pause";
  readonly reason?: string;
}

/** One stage of the way that a caller took. */
export type Step =
  | { readonly kind: "menu" | "queue" | "group" | "extension"; readonly name: string }
  | { readonly kind: "choice"; /** `2`, `timeout` */ readonly name: string }
  | { readonly kind: "voicemail" };

/** What else was found out about a call; what is absent did not happen. */
export type Clue =
  | "busy"
  | "failed"
  | "menu"
  | "announcement"
  | "conference"
  | "fax"
  | "message"
  /** A row by which another system says that it counts this call as missed. */
  | "marked"
  /** It stood in a queue. */
  | "queued"
  /** A queue would not let it in: full, or nobody there. */
  | "blocked"
  | "transfer-unanswered"
  | "park-timeout"
  | "no-talk";

/** A call as every source's reader tells it, whatever the dialect: times are milliseconds since 1970 UTC. */
export interface Call {
  readonly tenant: string;
  /** Unique in its tenant: Asterisk's linkedid. */
  readonly id: string;
  readonly direction: "inbound" | "outbound" | "internal";
  /** Inbound: who calls, as `callerKey` names him. Outbound: who is called. */
  readonly outsider: string;
  /** Inbound: our number that was called, in E.164; where the source tells none, where the call led. */
  readonly did: string;
  /** Outbound: the extension that calls. */
  readonly from: string | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether all of it has been told. Nothing is a miss before. */
  readonly isFinished: boolean;
  /** In order of time. */
  readonly offers: readonly Offer[];
  /** In order of time. Whoever is here has spoken with the outsider. */
  readonly answers: readonly Answer[];
  readonly steps: readonly Step[];
  /** The numbers the call was sent to, for the allow-list of probes. */
  readonly destinations: readonly string[];
  /** `ABANDON`, `EXITWITHTIMEOUT` ...: how it left each queue that did not serve it. */
  readonly queueExits: readonly string[];
  readonly clues: ReadonlySet<Clue>;
  /** For reports; left out where the source has no queues. */
  readonly waits?: readonly Wait[];
  /** The same: agents of its queues who were to take it. */
  readonly agentOffers?: readonly AgentOffer[];
  /** For how long they talked; left out where nobody tells. */
  readonly talkedMs?: number;
  /** By which line outside it came, or went out; left out where nobody tells. */
  readonly trunk?: string;
}
