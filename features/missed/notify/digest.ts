import type { Cadence } from "../../../core/directory/mod.ts";
import type { Entry } from "../entry.ts";
import type { JournalLine } from "../journal.ts";
import { type DigestCadence, type DigestClock, dueDigest } from "./digest_time.ts";

/** Who is told of a tenant's missed calls, and how. */
export interface Recipient extends DigestClock {
  readonly id: string;
  readonly tenant: string;
  readonly cadence: Cadence;
  /** Also when there is nothing to tell. */
  readonly wantsEmpty?: boolean;
}

/** A digest as it is to be sent: what waits, the oldest first, and what has moved since the last one. */
export interface Digest {
  readonly recipient: string;
  /** Recipient, cadence and period: sent once, whatever happens between writing it down and sending it. */
  readonly key: string;
  readonly isDelayed: boolean;
  readonly from: number;
  readonly at: number;
  readonly open: readonly Entry[];
  readonly fresh: number;
  readonly resolved: number;
}

/**
 * The digest that a recipient is due at `now`, if any. It counts by when the box came to know of things, not by when they
 * happened: what is known a second late is in the next one, and in none twice.
 */
export function digestFor(
  recipient: Recipient,
  known: { readonly entries: readonly Entry[]; readonly journal: readonly JournalLine[] },
  { last, now }: { readonly last: number; readonly now: number },
): Digest | undefined {
  const { id, tenant, cadence } = recipient;
  if (!isDigest(cadence)) return undefined;
  const run = dueDigest(cadence, last, { ...recipient, now });
  if (run === undefined) return undefined;
  // An entry's name begins with its tenant; a month has too many lines to read each as JSON.
  const ours = `${JSON.stringify([tenant]).slice(0, -1)},`;
  const lines = known.journal.filter(({ entry, knownAt }) =>
    run.from <= knownAt && knownAt < run.at && entry.startsWith(ours)
  );
  const count = (...actions: readonly string[]) =>
    new Set(lines.filter(({ action }) => actions.includes(action)).map(({ entry }) => entry)).size;
  const open = known.entries
    .filter((entry) => entry.tenant === tenant && entry.state === "open")
    .toSorted((one, other) => (one.attempts[0]?.at ?? 0) - (other.attempts[0]?.at ?? 0));
  const [fresh, resolved] = [count("created", "reopened"), count("cleared")];
  if (open.length + fresh + resolved === 0 && recipient.wantsEmpty !== true) return undefined;
  const key = JSON.stringify([tenant, id, cadence, run.from]);
  return { recipient: id, key, isDelayed: run.isDelayed, from: run.from, at: run.at, open, fresh, resolved };
}

export function isDigest(cadence: Cadence): cadence is DigestCadence {
  return cadence !== "off" && cadence !== "realtime";
}
