import type { Opening } from "./openings.ts";

/** What happened to an entry. The list only grows: nobody edits history. */
export type AuditAction =
  | "created"
  | "incremented"
  | "callback_attempted"
  | "notified"
  | "notify_suppressed"
  | "notify_sent"
  | "notify_lost"
  | "cleared"
  | "reopened"
  | "retracted"
  | "erased";

export interface AuditLine {
  readonly action: AuditAction;
  readonly at: number;
  /** `system`, or who did it. */
  readonly actor: string;
  /** The call it came from, what cleared it, a note: in words for people. */
  readonly reason: string;
}

export type ClearedBy = "returned" | "answered_later" | "manual" | "expired";

/** One attempt to reach us that nobody took. */
export interface Attempt {
  readonly call: string;
  readonly at: number;
  readonly endedAt: number;
}

/** One caller who was missed on one of our numbers. There is one open entry for each such pair, however often he calls. */
export interface Entry {
  readonly tenant: string;
  readonly callerKey: string;
  readonly did: string;
  readonly state: "open" | "cleared" | "archived";
  readonly attempts: readonly Attempt[];
  readonly attemptsSinceOpen: number;
  readonly clearedBy: ClearedBy | undefined;
  readonly closedByExt: string | undefined;
  readonly closedAt: number | undefined;
  readonly note: string | undefined;
  readonly reopenedCount: number;
  /** Of the last attempt. */
  readonly route: string | undefined;
  /** By which line outside the last attempt came; left out where nobody tells. */
  readonly trunk?: string;
  /** Everybody who rang at any attempt, sorted. */
  readonly rang: readonly string[];
  readonly audit: readonly AuditLine[];
  /** Who it was has been forgotten; what is left only counts. */
  readonly isErased: boolean;
  /** How it ended each time before he was missed anew, oldest first; left out where he never was. */
  readonly earlier?: readonly Opening[];
  /** The first attempt since then; left out: the first of all. */
  readonly opened?: Attempt;
  /** So many of the oldest attempts and lines are counted, and no longer listed: see `shortened`. */
  readonly unlisted?: { readonly attempts: number; readonly lines: number };
}

/** What is only written down. */
export type NoteAction = Extract<AuditAction, `notif${string}`>;

/** What a person does to an entry. */
export interface Action {
  /**
   * `notified`: a mail, a hook or a notice on the desk that tells of it has been written; `notify_suppressed`: the limit has
   * kept that from somebody. `notify_sent`: the mail or hook was taken; `notify_lost`: it was given up. `forget`: the caller's
   * right, for all his entries.
   */
  readonly type: "manual_resolve" | "manual_reopen" | NoteAction | "forget";
  readonly at: number;
  readonly tenant: string;
  readonly callerKey: string;
  /** Undefined: on all our numbers. */
  readonly did: string | undefined;
  readonly user: string;
  readonly note: string;
}

/** Which entry: one caller on one number of one tenant. */
export function keyOf({ tenant, callerKey, did }: { tenant: string; callerKey: string; did: string }): string {
  return JSON.stringify([tenant, callerKey, did]);
}
