import { hash } from "node:crypto";
import type { Destination } from "./destination.ts";

/** `voicemail:` of an extension. What is left out is as the office has it. */
export interface MailboxSource {
  /** 4 to 10 digits; holds until the owner sets another. */
  readonly pin: string;
  /** Where messages are sent, too. */
  readonly email?: string;
  /** Of whom the standard greeting speaks: `number` of the extension, or `plain` of "the person you are calling". */
  readonly greeting: "number" | "plain";
  readonly attach?: boolean;
  readonly maxLengthS?: number;
  readonly quotaMin?: number;
  readonly retentionDays?: number;
}

/** `voicemail:` of the office. */
export interface Voicemail {
  /** The longest message. */
  readonly maxLengthS: number;
  /** What a box may hold, in minutes. */
  readonly quotaMin: number;
  /** Messages older than this are thrown away, heard or not; 0: none is. */
  readonly retentionDays: number;
  /** Whether the sound goes with the e-mail that tells of a message. */
  readonly attach: boolean;
  /** Whether `*97` asks for the PIN on one's own phone. */
  readonly asksPin: boolean;
  /** Whether phones that have not subscribed are told of messages (RFC 3842), too. */
  readonly notifies: boolean;
  /** Whom a caller reaches who presses 0 while the greeting plays. */
  readonly operator?: Destination;
  /** Whoever has a mailbox sends to all on one of these by its number. */
  readonly lists: readonly MailList[];
}

/** Several mailboxes behind one number: a distribution list of the office. */
export interface MailList {
  readonly number: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** Of an office that says nothing of it. */
export const DEFAULT_VOICEMAIL: Voicemail = Object.freeze({
  maxLengthS: 180,
  quotaMin: 60,
  retentionDays: 90,
  attach: true,
  asksPin: true,
  notifies: false,
  lists: Object.freeze([]),
});

/** An extension's mailbox. */
export interface Mailbox {
  /** {@link pinHash}. */
  readonly pin: string;
  readonly email?: string;
  readonly greeting: "number" | "plain";
  readonly attach: boolean;
  readonly maxLengthMs: number;
  readonly quotaMs: number;
  readonly retentionMs: number;
}

/** A PIN as it is kept. Of four digits it hides little; it is not shown by accident. */
export function pinHash(box: string, pin: string): string {
  return hash("sha256", `mailbox:${box}:${pin}`);
}

/** Where the calls of an extension with a mailbox go that it does not take, unless it says otherwise. */
export function toMailbox(number: string): Readonly<Record<"busy" | "no-answer" | "unreachable", Destination>> {
  const box: Destination = Object.freeze({ kind: "voicemail", id: number });
  return { "busy": box, "no-answer": box, "unreachable": box };
}

const DAY_MS = 86_400_000;

/** The mailbox of an extension: what it says itself, and else the office. */
export function mailboxOf(number: string, source: MailboxSource, office: Voicemail): Mailbox {
  const {
    pin,
    email,
    greeting,
    attach = office.attach,
    maxLengthS = office.maxLengthS,
    quotaMin = office.quotaMin,
    retentionDays = office.retentionDays,
  } = source;
  return Object.freeze({
    pin: pinHash(number, pin),
    ...(email === undefined ? {} : { email }),
    greeting,
    attach,
    maxLengthMs: maxLengthS * 1000,
    quotaMs: quotaMin * 60_000,
    retentionMs: retentionDays === 0 ? Infinity : retentionDays * DAY_MS,
  });
}
