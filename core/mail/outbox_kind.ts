import type { Json } from "../base/mod.ts";
import { type Hook, readHook, writeHook } from "./hook.ts";
import { type Mail, readMail, writeMail } from "./mail.ts";

/** The family of the notebook that mail waits in. */
export const MAIL_FAMILY = "mail";
export const HOOK_FAMILY = "hook";
/** The families in which those are kept that were given up, by their id. */
export const DEAD_MAIL_FAMILY = "dead-mail";
export const DEAD_FAMILY = "dead-hook";

/** What waits in an outbox, and as what the notebook keeps it. */
export interface OutboxKind<Item extends { readonly id: string }> {
  readonly family: string;
  readonly write: (item: Item) => Json;
  readonly read: (id: string, kept: Json) => Item | undefined;
  /** Those of one lane go in the order in which they came: while one is to be tried again, those behind it wait. */
  readonly laneOf: (item: Item) => string;
  /** The order of a lane after a restart. */
  readonly nth: (item: Item) => number;
  /** Where it goes to. */
  readonly roadOf: (item: Item) => string;
  /** How many are under way to one place. */
  readonly atOnce: number;
  /** How long one waits after each try that came to nothing; then as long as the last time, again and again. */
  readonly pausesS: readonly number[];
  /** Where those are kept that were given up, and how many of one road. */
  readonly dead: { readonly family: string; readonly most: number };
}

const MINUTE_S = 60;

/** One mail after the other to the one server; none of them waits for another that is refused for now. */
export const MAILS: OutboxKind<Mail> = {
  family: MAIL_FAMILY,
  write: writeMail,
  read: readMail,
  laneOf: ({ id }) => id,
  nth: () => 0,
  roadOf: () => "mail server",
  atOnce: 1,
  pausesS: [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE_S),
  // With the pictures in them: a server that refuses everything must not fill the disk.
  dead: { family: DEAD_MAIL_FAMILY, most: 500 },
};

/** RFC 5321 §4.5.4.1: no sooner than after four to five days is a mail given up. */
export const MAIL_PATIENCE_MS: number = 5 * 86_400_000;

/** What tells of one call goes in its order; programs elsewhere are told of several calls at once. */
export const HOOKS: OutboxKind<Hook> = {
  family: HOOK_FAMILY,
  write: writeHook,
  read: readHook,
  laneOf: (hook) => `${roadOfHook(hook)}\n${hook.about ?? hook.id}`,
  nth: ({ nth }) => nth ?? 0,
  roadOf: roadOfHook,
  atOnce: 4,
  pausesS: [5, 30, 2 * MINUTE_S, 5 * MINUTE_S, 15 * MINUTE_S, 30 * MINUTE_S, 60 * MINUTE_S],
  // A program that has been gone for good must not either.
  dead: { family: DEAD_FAMILY, most: 1_000 },
};

/** Whose hook it is, or else where it goes. */
export function roadOfHook({ of, url = "" }: Pick<Hook, "of" | "url">): string {
  return of ?? url;
}
