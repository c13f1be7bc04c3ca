import type { Spoken } from "./announcement.ts";
import type { Destination } from "./destination.ts";
import type { Outbound } from "./outbound.ts";

/** To whom the next caller of a queue is offered, among those who are free. */
export const QUEUE_STRATEGIES = [
  "all",
  "memory",
  "least-recent",
  "fewest",
  "random",
  "linear",
  "weighted",
  "skills",
] as const;
/** One of {@link QUEUE_STRATEGIES}. */
export type QueueStrategy = (typeof QUEUE_STRATEGIES)[number];

/** Who must be there for a queue to take callers, or to keep them: nobody, somebody logged in, somebody who could answer. */
export const QUEUE_STAFFING = ["always", "logged-in", "reachable"] as const;
/** One of {@link QUEUE_STAFFING}. */
export type QueueStaffing = (typeof QUEUE_STAFFING)[number];

/** An agent of a queue. */
export interface QueueMember {
  /** An extension; or a number elsewhere, whose owner presses 1 to take a caller. */
  readonly number: string;
  /** Whose codes (log in, pause) hold for a number elsewhere, too. */
  readonly owner?: string;
  /** Whoever has less of it is offered callers first. */
  readonly penalty: number;
  /** How often the lot falls on him, where it is drawn by weight. */
  readonly weight: number;
  /** What he can do, and how well: 1 to 10. */
  readonly skills: Readonly<Record<string, number>>;
}

/** What callers are told while they wait. */
export interface QueueAnnouncements {
  readonly position: boolean;
  /** How long it will take, once the queue knows. */
  readonly wait: boolean;
  /** Seconds from one to the next; 0 for never. */
  readonly everyS: number;
  /** Said in turn, one at a time; the box has a sentence of its own where there are none. */
  readonly says: readonly (readonly Spoken[])[];
}

/** Callers who wait, and the people who take them one after the other. */
export interface Queue {
  readonly number: string;
  /** Shown before the caller's name on the agent's phone. */
  readonly name: string;
  readonly members: readonly QueueMember[];
  readonly strategy: QueueStrategy;
  /** Members have callers only once they have logged in; else until they log out. */
  readonly logIn: boolean;
  readonly ringForS: number;
  /** An agent who has not taken a caller is left in peace so long. */
  readonly retryS: number;
  readonly wrapUpS: number;
  /** After so many callers in a row that he did not take he is paused; 0 for never. */
  readonly autoPause: number;
  /** Whoever talks already is left in peace. */
  readonly skipBusy: boolean;
  /** So many callers wait at most. */
  readonly most: number;
  readonly maxWaitS: number;
  /** What the queue promises (its service level): callers are taken within so many seconds. Else what reports judge by. */
  readonly answerWithinS?: number;
  readonly joinIf: QueueStaffing;
  readonly stayIf: QueueStaffing;
  /** Agents of several queues serve the one with the most of it first. */
  readonly weight: number;
  /** Callers who are served before all others of the queue. */
  readonly vip: readonly string[];
  /** Which skills an agent must have. */
  readonly needs: readonly string[];
  /** Then anybody will do; without it nobody else ever will. */
  readonly needsForS?: number;
  /** Which class of music is heard; the office's where it is left out. */
  readonly music?: string;
  /** Said to each caller when he comes. */
  readonly welcome?: readonly Spoken[];
  readonly announce: QueueAnnouncements;
  /** Whoever presses the key is called back when it is his turn. */
  readonly callBack?: {
    readonly key: string;
    /** So often he is called until he answers. */
    readonly tries: number;
    /** Whether he may choose when. */
    readonly atTime: boolean;
    /** By whose times (`hours`) he is called then; at any time where it is left out. */
    readonly hours?: string;
  };
  /** Calls that idle agents make. */
  readonly outbound?: Outbound;
  /** Where a caller goes who presses a key. */
  readonly keys: Readonly<Record<string, Destination>>;
  readonly onFull?: Destination;
  readonly onEmpty?: Destination;
  readonly onTimeout?: Destination;
  /** Where he goes else: one after the other, until somebody is reached. */
  readonly otherwise: readonly Destination[];
}

/** What an office of ten wants to hear. */
export const DEFAULT_QUEUE_ANNOUNCEMENTS: QueueAnnouncements = Object.freeze({
  position: true,
  wait: true,
  everyS: 45,
  says: Object.freeze([]),
});
