import type { AuditLine, Entry } from "./entry.ts";

/** One line of the append-only audit: what was found, and when it was found. */
export interface JournalLine extends AuditLine {
  /** Its tenant, first call and our number: nothing here says who called, so that he can be forgotten. */
  readonly entry: string;
  /** When the box came to know; `at` is when it happened. */
  readonly knownAt: number;
}

/**
 * The lines that lead from what was known to what is known. Nothing is taken back: what late evidence has disproved stays,
 * and a line says that it was retracted.
 */
export function journal(before: readonly Entry[], after: readonly Entry[], knownAt: number): readonly JournalLine[] {
  const [old, found] = [linesOf(before), linesOf(after)];
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

function linesOf(entries: readonly Entry[]): ReadonlyMap<string, AuditLine & { readonly entry: string }> {
  return new Map(entries.flatMap(({ tenant, did, attempts, audit }) => {
    const entry = JSON.stringify([tenant, attempts[0]?.call, did]);
    return audit.map((line) =>
      [JSON.stringify([entry, line.action, line.at, line.actor]), { ...line, entry }] as const
    );
  }));
}
