import type { Entry } from "../entry.ts";
import { entryOf, type JournalLine } from "../journal.ts";
import type { Sent } from "./realtime.ts";
import type { Heard, Missed, NoticeState, Pending } from "./state.ts";

/** What has become known of one tenant's missed calls. */
export interface News {
  readonly tenant: string;
  readonly lines: readonly JournalLine[];
  /** As they are now, all that the lines speak of. */
  readonly entries: readonly Entry[];
}

/** Another phone system's lines are told anew at every start, as far back as it is read; late ones come within hours. */
const REMEMBERED_MS = 26 * 3_600_000;
const MOST_REMEMBERED = 5_000;

/** The state after some news: misses wait for their mails, and what was cleared waits no more. */
export function hear(state: NoticeState, { tenant, lines, entries }: News): NoticeState {
  const byId = new Map(entries.map((entry) => [entryOf(entry), entry]));
  let { pending, mails, hooks } = state;
  for (const line of lines) {
    const entry = byId.get(line.entry);
    const isOpen = entry?.state === "open";
    if (isMiss(line) && isOpen) pending = withMiss(pending, { tenant, line, entry });
    if (isOpen || !ENDS.has(line.action)) continue;
    pending = pending.filter((each) => each.tenant !== tenant || each.entry !== line.entry);
    [mails, hooks] = [withoutHeld(mails, line.entry), withoutHeld(hooks, line.entry)];
  }
  return { ...state, pending, mails, hooks };
}

const ENDS: ReadonlySet<string> = new Set(["cleared", "retracted", "erased"]);

/** What somebody opens again by hand is no new call. */
function isMiss({ action, actor }: JournalLine): boolean {
  return action === "created" || action === "incremented" || (action === "reopened" && actor === "system");
}

/** A caller who tries again while his mail waits is in that mail. */
function withMiss(
  pending: readonly Pending[],
  { tenant, line, entry }: { readonly tenant: string; readonly line: JournalLine; readonly entry: Entry },
): readonly Pending[] {
  const missed = missedOf(entry);
  const at = pending.findIndex((each) => each.tenant === tenant && each.entry === line.entry);
  const before = pending[at];
  if (before !== undefined) return pending.with(at, { ...before, missed });
  return [...pending, { tenant, entry: line.entry, line: lineKey(line), at: line.knownAt, missed }];
}

function withoutHeld(sent: Sent, entry: string): Sent {
  if (![...sent.held.values()].some((entries) => entries.includes(entry))) return sent;
  const held = [...sent.held].map(([who, entries]) => [who, entries.filter((each) => each !== entry)] as const);
  return { ...sent, held: new Map(held.filter(([, entries]) => entries.length > 0)) };
}

/** What a notice tells of an entry. */
export function missedOf({ callerKey, did, attempts, attemptsSinceOpen, rang, route }: Entry): Missed {
  const told = attempts.slice(-Math.max(attemptsSinceOpen, 1));
  return {
    caller: callerKey,
    did,
    attempts: Math.max(told.length, attemptsSinceOpen),
    firstAt: told[0]?.at ?? 0,
    lastAt: told.at(-1)?.at ?? 0,
    rang,
    ...(route === undefined ? {} : { route }),
  };
}

/** By which a line is known again: it is the same whenever the box came to know of it. */
export function lineKey({ entry, action, at, actor }: JournalLine): string {
  return JSON.stringify([entry, action, at, actor]);
}

/** The lines of another phone system that were not told before, and what is known of them now. */
export function unheard(
  heard: Heard | undefined,
  lines: readonly JournalLine[],
  now: number,
): { readonly heard: Heard; readonly fresh: readonly JournalLine[] } {
  const since = heard?.since ?? now;
  const known = new Map([...heard?.lines ?? []].filter(([, at]) => at > now - REMEMBERED_MS));
  const fresh: JournalLine[] = [];
  for (const line of lines) {
    const key = lineKey(line);
    // What is older than all that is remembered has been told before, or was there before anybody was to be told.
    if (line.at < Math.max(since, now - REMEMBERED_MS) || known.has(key)) continue;
    known.set(key, line.knownAt);
    fresh.push(line);
  }
  return { heard: { since, lines: new Map([...known].slice(-MOST_REMEMBERED)) }, fresh };
}
