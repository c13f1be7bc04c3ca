import type { AuditLine, Entry } from "./entry.ts";
import { listedSince } from "./shorten.ts";

/** One line of the append-only audit: what was found, and when it was found. */
export interface JournalLine extends AuditLine {
  /** Its tenant, first call and our number: nothing here says who called, so that he can be forgotten. */
  readonly entry: string;
  /** When the box came to know; `at` is when it happened. */
  readonly knownAt: number;
}

/** A line that is kept: they are counted without gaps, so that whoever has seen one knows which come next. */
export interface NumberedLine extends JournalLine {
  /** From 1. */
  readonly sequence: number;
}

/** Which entry a line is about: see {@link JournalLine.entry}. */
export function entryOf({ tenant, did, attempts }: Pick<Entry, "tenant" | "did" | "attempts">): string {
  return JSON.stringify([tenant, attempts[0]?.call, did]);
}

/**
 * The lines that lead from what was known to what is known. Nothing is taken back: what late evidence has disproved stays,
 * and a line says that it was retracted.
 */
export function journal(before: readonly Entry[], after: readonly Entry[], knownAt: number): readonly JournalLine[] {
  // What is no longer listed on one side is no news on the other.
  const since = new Map<string, number>();
  for (const entry of [...before, ...after]) {
    const place = entryOf(entry);
    since.set(place, Math.max(since.get(place) ?? -Infinity, listedSince(entry)));
  }
  const [old, found] = [linesOf(before, since), linesOf(after, since)];
  const retracted = [...old].filter(([text]) => !found.has(text)).map(([, line]): JournalLine => ({
    ...line,
    action: "retracted",
    at: knownAt,
    actor: "system",
    reason: `${line.action}${line.reason === "" ? "" : ` (${line.reason})`}`,
    knownAt,
  }));
  const added = [...found].filter(([text]) => !old.has(text)).map(([, line]) => ({ ...line, knownAt }));
  return [...retracted, ...added.sort((one, other) => one.at - other.at)];
}

function linesOf(
  entries: readonly Entry[],
  since: ReadonlyMap<string, number>,
): ReadonlyMap<string, AuditLine & { readonly entry: string }> {
  return new Map(entries.flatMap(({ audit, ...known }) => {
    const entry = entryOf(known);
    const from = since.get(entry) ?? -Infinity;
    // Two who were told in one moment are two lines.
    const alike = new Map<string, number>();
    return audit.filter(({ at }) => at >= from).map((line) => {
      const what = JSON.stringify([entry, line.action, line.at, line.actor]);
      const nth = (alike.get(what) ?? 0) + 1;
      alike.set(what, nth);
      return [`${what} ${nth}`, { ...line, entry }] as const;
    });
  }));
}
