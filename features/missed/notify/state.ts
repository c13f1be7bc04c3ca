import type { Json } from "../../../core/base/mod.ts";
import type { Page } from "../../../core/notebook/mod.ts";
import { NOTICE_FAMILY } from "./notice_family.ts";
import { NOTHING_SENT, type Sent } from "./realtime.ts";

/** What a notice tells of one caller. */
export interface Missed {
  /** As `callerKey` names him. */
  readonly caller: string;
  /** Our number that he called. */
  readonly did: string;
  /** How often, since he was last answered. */
  readonly attempts: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Whose phones rang. */
  readonly rang: readonly string[];
  readonly route?: string;
}

/** A miss that waits for its mail: the caller may still get through. */
export interface Pending {
  readonly tenant: string;
  readonly entry: string;
  /** By which the line of the journal is known again, and so the mail. */
  readonly line: string;
  /** When the box came to know. */
  readonly at: number;
  readonly missed: Missed;
}

/** How far somebody's digests have come. */
export interface DigestsSent {
  /** When the last one was due; the moment he was first named, before that. */
  readonly last: number;
  /** The last line of the journal that it knew. */
  readonly sequence: number;
}

/** What is known already of the lines of another phone system, which are told anew at every start. */
export interface Heard {
  /** From when on its misses are told of. */
  readonly since: number;
  /** When the box came to know of each line of the last days. */
  readonly lines: ReadonlyMap<string, number>;
}

/** How far notices have come: all of it is kept in the turn in which the mails go into the outbox. */
export interface NoticeState {
  /** The last line of the own journal that was heard; undefined before the first start. */
  readonly cursor: number | undefined;
  readonly pending: readonly Pending[];
  readonly mails: Sent;
  readonly hooks: Sent;
  /** By tenant and recipient: the line of the first miss that the limit holds back from him. */
  readonly heldSince: ReadonlyMap<string, string>;
  /** By tenant and recipient. */
  readonly digests: ReadonlyMap<string, DigestsSent>;
  /** By tenant. */
  readonly heard: ReadonlyMap<string, Heard>;
}

export const NO_NOTICES: NoticeState = {
  cursor: undefined,
  pending: [],
  mails: NOTHING_SENT,
  hooks: NOTHING_SENT,
  heldSince: new Map(),
  digests: new Map(),
  heard: new Map(),
};

/** The pages that differ between two states: what is to be kept. */
export function changedPages(before: NoticeState, after: NoticeState): readonly Page[] {
  // What is the same value needs no writing: most turns change little of it.
  const [old, found] = [pagesOf(before, after), pagesOf(after, before)];
  const keys = new Set([...old.keys(), ...found.keys()]);
  return [...keys].flatMap((key) => {
    const [was, is] = [old.get(key), found.get(key)];
    return was === is ? [] : [{ family: NOTICE_FAMILY, key, value: is === undefined ? undefined : JSON.parse(is) }];
  });
}

/** The state that pages tell of; what makes no sense is as if it were not there. */
export function stateOf(pages: readonly Page[]): NoticeState {
  const kept = new Map(pages.filter(({ family }) => family === NOTICE_FAMILY).map(({ key, value }) => [key, value]));
  const cursor = kept.get("cursor");
  const heard = [...kept].flatMap(([key, value]): readonly (readonly [string, Heard])[] => {
    if (!key.startsWith(HEARD) || !isMap(value)) return [];
    const { since, lines } = value;
    return typeof since === "number"
      ? [[key.slice(HEARD.length), { since, lines: new Map(pairs(lines, numberIn)) }]]
      : [];
  });
  return {
    cursor: typeof cursor === "number" ? cursor : undefined,
    pending: listOf(kept.get("pending"), pendingIn),
    mails: readSent(kept.get("mails")),
    hooks: readSent(kept.get("hooks")),
    heldSince: new Map(pairs(kept.get("held-since"), textIn)),
    digests: new Map(pairs(kept.get("digests"), digestsIn)),
    heard: new Map(heard),
  };
}

const HEARD = "heard/";

/** Each page as JSON, so that two can be compared; but for those that are the very same in the other. */
function pagesOf(state: NoticeState, other: NoticeState): ReadonlyMap<string, string> {
  const { cursor, pending, mails, hooks, heldSince, digests, heard } = state;
  const parts: readonly (readonly [key: string, isSame: boolean, isThere: boolean, write: () => unknown])[] = [
    ["cursor", cursor === other.cursor, cursor !== undefined, () => cursor],
    ["pending", pending === other.pending, pending.length > 0, () => pending],
    ["mails", mails === other.mails, !isEmpty(mails), () => writeSent(mails)],
    ["hooks", hooks === other.hooks, !isEmpty(hooks), () => writeSent(hooks)],
    ["held-since", heldSince === other.heldSince, heldSince.size > 0, () => [...heldSince]],
    ["digests", digests === other.digests, digests.size > 0, () => [...digests]],
    ...[...heard].map(([tenant, known]) => {
      const write = () => ({ since: known.since, lines: [...known.lines] });
      return [HEARD + tenant, known === other.heard.get(tenant), true, write] as const;
    }),
  ];
  const changed = parts.filter(([, isSame, isThere]) => isThere && !isSame);
  return new Map(changed.map(([key, , , write]) => [key, JSON.stringify(write())]));
}

function isEmpty({ lastOf, hourOf, held }: Sent): boolean {
  return lastOf.size + hourOf.size + held.size === 0;
}

function writeSent({ lastOf, hourOf, held }: Sent): Json {
  return { lastOf: [...lastOf], hourOf: [...hourOf], held: [...held] };
}

function readSent(value: Json | undefined): Sent {
  if (!isMap(value)) return NOTHING_SENT;
  return {
    lastOf: new Map(pairs(value["lastOf"], numberIn)),
    hourOf: new Map(pairs(value["hourOf"], (moments) => listOf(moments, numberIn))),
    held: new Map(pairs(value["held"], (entries) => listOf(entries, textIn))),
  };
}

function pendingIn(value: Json): Pending | undefined {
  if (!isMap(value)) return undefined;
  const { tenant, entry, line, at } = value;
  const missed = missedIn(value["missed"]);
  if (typeof tenant !== "string" || typeof entry !== "string" || typeof line !== "string") return undefined;
  return typeof at === "number" && missed !== undefined ? { tenant, entry, line, at, missed } : undefined;
}

function missedIn(value: Json | undefined): Missed | undefined {
  if (!isMap(value)) return undefined;
  const { caller, did, attempts, firstAt, lastAt, rang = [], route } = value;
  if (typeof caller !== "string" || typeof did !== "string" || typeof attempts !== "number") return undefined;
  if (typeof firstAt !== "number" || typeof lastAt !== "number") return undefined;
  const way = typeof route === "string" ? { route } : {};
  return { caller, did, attempts, firstAt, lastAt, rang: listOf(rang, textIn), ...way };
}

function digestsIn(value: Json): DigestsSent | undefined {
  if (!isMap(value)) return undefined;
  const { last, sequence } = value;
  return typeof last === "number" && typeof sequence === "number" ? { last, sequence } : undefined;
}

const numberIn = (value: Json): number | undefined => typeof value === "number" ? value : undefined;
const textIn = (value: Json): string | undefined => typeof value === "string" ? value : undefined;

function listOf<T>(value: Json | undefined, read: (value: Json) => T | undefined): readonly T[] {
  // Not flatMap: what is read may be a list itself.
  return Array.isArray(value) ? value.map(read).filter((each) => each !== undefined) : [];
}

function pairs<T>(
  value: Json | undefined,
  read: (value: Json) => T | undefined,
): readonly (readonly [key: string, value: T])[] {
  return listOf(value, (pair) => {
    const [key, given] = Array.isArray(pair) ? pair : [];
    const found = given === undefined ? undefined : read(given);
    return typeof key === "string" && found !== undefined ? [key, found] as const : undefined;
  });
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
