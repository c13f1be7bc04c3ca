import type { Action, Entry } from "./entry.ts";

/** What a person, or the box for him, does. */
export type Deed =
  | {
    readonly do: "resolve" | "reopen" | "notified" | "notify-suppressed" | "notify-sent" | "notify-lost";
    readonly id: string;
    readonly user: string;
    readonly note: string;
  }
  /** For all his entries; he is named as `callerKey` has it. */
  | { readonly do: "forget"; readonly caller: string; readonly user: string; readonly note: string };

/** Nobody misses this caller from now on, for he only tests the line; or he is missed again as others are. */
export interface Ignoring {
  readonly caller: string;
  readonly isIgnored: boolean;
  readonly user: string;
  readonly note: string;
}

/** Somebody whom nobody misses, who has said so and when. */
export interface Ignored {
  /** As `callerKey` names him. */
  readonly caller: string;
  readonly user: string;
  readonly note: string;
  readonly at: number;
}

const TYPES = {
  resolve: "manual_resolve",
  reopen: "manual_reopen",
  notified: "notified",
  "notify-suppressed": "notify_suppressed",
  "notify-sent": "notify_sent",
  "notify-lost": "notify_lost",
  forget: "forget",
} as const;

/** A deed as it is kept, done to `entry`; to forget somebody is done to all that he has. Undefined: there is none, or it is so already. */
export function actionOf(deed: Deed, entry: Entry | undefined, at: number): Action | undefined {
  if (entry === undefined || entry.isErased) return undefined;
  // Two within one moment have no order: the second is not to take the place of the first.
  if (deed.do === "resolve" && entry.state !== "open" || deed.do === "reopen" && entry.state === "open") {
    return undefined;
  }
  const { tenant, callerKey, did } = entry;
  const { user, note } = deed;
  return { type: TYPES[deed.do], at, tenant, callerKey, did: deed.do === "forget" ? undefined : did, user, note };
}
