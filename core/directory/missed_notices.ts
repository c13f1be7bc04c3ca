import type { WeeklySpan } from "./hours.ts";

/** How often somebody hears of missed calls. `off` is one of them: he hears nothing. */
export const CADENCES = ["off", "realtime", "hourly", "daily", "weekly", "monthly"] as const;
export type Cadence = (typeof CADENCES)[number];

/** Where a notice goes. */
export type NoticeTarget =
  | { readonly kind: "mail"; readonly address: string }
  /** To the address of its mailbox. */
  | { readonly kind: "extension"; readonly number: string }
  /** On the desk of whoever signs in with this extension. */
  | { readonly kind: "desk"; readonly number: string }
  | { readonly kind: "webhook"; readonly url: string };

/** Somebody who is told of missed calls. */
export interface NoticeRecipient {
  readonly to: NoticeTarget;
  readonly cadence: Cadence;
  /** Of a digest, by his own clock. */
  readonly hour: number;
  readonly minute: number;
  /** Of a weekly one; 1 is Monday. */
  readonly weekday: number;
  /** IANA: the office's, unless he has his own. */
  readonly timeZone?: string;
  readonly language?: "en" | "ro";
  /** Only of calls to these numbers of ours; empty: to all. */
  readonly numbers: readonly string[];
  /** Only of calls that went through one of these queues; empty: all. */
  readonly queues: readonly string[];
  /** Of the calls of this other phone system; without it of the office's own. */
  readonly pbx?: string;
  /** Whether a digest comes also when there is nothing to tell. */
  readonly wantsEmpty: boolean;
  /** By his clock: mails wait until these are over, and come as one. */
  readonly quiet: readonly WeeklySpan[];
}

/** `missed: notify:` of the office. */
export interface NoticeSettings {
  readonly recipients: readonly NoticeRecipient[];
  /** No second mail on the same caller and number within this time of the last one sent. */
  readonly dedupeS: number;
  /** How long a mail waits for the caller to get through after all. */
  readonly settleS: number;
  /** Mails at once on calls that were just missed, in an hour; what is over becomes one. */
  readonly perHour: number;
}

export const DEFAULT_NOTICES: NoticeSettings = Object.freeze({
  recipients: Object.freeze([]),
  dedupeS: 300,
  settleS: 30,
  perHour: 50,
});
