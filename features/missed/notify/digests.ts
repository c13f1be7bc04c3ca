import type { Entry } from "../entry.ts";
import { entryOf, type JournalLine } from "../journal.ts";
import { type Digest, digestFor, isDigest } from "./digest.ts";
import { dueDigest } from "./digest_time.ts";
import { digestKey } from "./due.ts";
import { lineKey } from "./hear.ts";
import type { Heard, NoticeState } from "./state.ts";
import type { Told } from "./told.ts";

/** What is known of a tenant's missed calls in the time of a digest. */
export interface Known {
  /** Open ones, and those that something happened to since. */
  readonly entries: readonly Entry[];
  readonly journal: readonly (JournalLine & { readonly sequence?: number })[];
}

/** Who is due a digest at `now`, and since when he has had none. */
export function digestsDue(
  state: NoticeState,
  told: readonly Told[],
  now: number,
): readonly { readonly to: Told; readonly last: number; readonly sequence: number }[] {
  return told.flatMap((to) => {
    const sent = state.digests.get(digestKey(to));
    if (sent === undefined || !isDigest(to.cadence) || to.wakesAt(now) !== undefined) return [];
    return dueDigest(to.cadence, sent.last, { ...to, now }) === undefined ? [] : [{ to, ...sent }];
  });
}

/** One recipient's digest, if there is something to tell him, and the state in which it has been sent. */
export function digestOf(
  state: NoticeState,
  { to, known, now }: { readonly to: Told; readonly known: Known; readonly now: number },
): { readonly state: NoticeState; readonly digest: Digest | undefined; readonly entries: readonly Entry[] } {
  const key = digestKey(to);
  const sent = state.digests.get(key);
  const run = sent === undefined || !isDigest(to.cadence)
    ? undefined
    : dueDigest(to.cadence, sent.last, { ...to, now });
  if (sent === undefined || run === undefined) return { state, digest: undefined, entries: [] };
  const entries = known.entries.filter((entry) => entry.tenant === to.tenant && to.concerns(entry));
  const theirs = new Set(entries.map(entryOf));
  const routes = new Map(known.entries.map((entry) => [entryOf(entry), entry.route]));
  // An entry that nobody knows any more is still on one of our numbers.
  const journal = known.journal.filter(({ entry }) =>
    theirs.has(entry) || (!routes.has(entry) && to.concerns({ did: JSON.parse(entry)[2], route: undefined }))
  );
  const digest = digestFor(to, { entries, journal }, { last: sent.last, now });
  const sequence = known.journal.reduce(
    (last, line) => line.knownAt < run.at ? Math.max(last, line.sequence ?? 0) : last,
    sent.sequence,
  );
  const digests = new Map(state.digests).set(key, { last: run.at, sequence });
  return { state: { ...state, digests }, digest, entries };
}

/** Another phone system's journal, as far as its entries tell of it; what was heard late counts from then on. */
export function journalOf(entries: readonly Entry[], heard: Heard | undefined): readonly JournalLine[] {
  return entries.flatMap((entry) =>
    entry.audit.map((line) => {
      const told = { ...line, entry: entryOf(entry), knownAt: line.at };
      return { ...told, knownAt: heard?.lines.get(lineKey(told)) ?? line.at };
    })
  );
}
