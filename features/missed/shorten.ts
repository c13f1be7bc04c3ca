import type { Entry } from "./entry.ts";

/** So many attempts, lines and openings of what is long over: a number that strangers call for years keeps its last months. */
const KEPT = 500;

/**
 * An entry whose oldest attempts and lines are counted, and no longer listed; the first of each stays: it names the entry, and
 * says when all began. Only for what is settled: nothing may come between them any more. The journal has every line.
 */
export function shortened(entry: Entry): Entry {
  const { attempts, audit, unlisted = { attempts: 0, lines: 0 } } = entry;
  const [first, ...others] = attempts;
  const [created, ...lines] = audit;
  if (first === undefined || created === undefined || Math.max(others.length, lines.length) <= KEPT) return entry;
  const newest = others.slice(-KEPT);
  // Lines of one moment stay together: what is missing can be told by its time alone.
  const since = lines.at(-KEPT)?.at ?? -Infinity;
  const listed = lines.filter(({ at }) => at >= since);
  return {
    ...entry,
    ...entry.earlier === undefined ? {} : { earlier: entry.earlier.slice(-KEPT) },
    attempts: [first, ...newest],
    audit: [created, ...listed],
    unlisted: {
      attempts: unlisted.attempts + others.length - newest.length,
      lines: unlisted.lines + lines.length - listed.length,
    },
  };
}

/** How often he was missed, those included that are no longer listed. */
export function countOfAttempts({ attempts, unlisted }: Pick<Entry, "attempts" | "unlisted">): number {
  return attempts.length + (unlisted?.attempts ?? 0);
}

/** From when on all lines of an entry are listed. */
export function listedSince({ audit, unlisted }: Pick<Entry, "audit" | "unlisted">): number {
  return unlisted === undefined ? -Infinity : audit[1]?.at ?? -Infinity;
}
