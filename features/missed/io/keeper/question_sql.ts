import type { EntryQuestion } from "../../kept.ts";

/** A question as SQL: nothing of it but values reaches SQLite. */
export function questionSql(
  tenant: string,
  { states, caller, did, place, trunk, hour, since, until, after, limit }: EntryQuestion,
): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const conditions: readonly (readonly [boolean, string, readonly (string | number)[]])[] = [
    [true, "tenant = ?", [tenant]],
    [states !== undefined, `state IN (${(states ?? []).map(() => "?").join(", ")})`, states ?? []],
    [caller !== undefined, "caller = ?", [caller ?? ""]],
    [did !== undefined, "did = ?", [did ?? ""]],
    [place !== undefined, "instr(route, ?) > 0", [` → ${place} → `]],
    [trunk !== undefined, "trunk = ?", [trunk ?? ""]],
    [hour !== undefined, "hour = ?", [hour ?? 0]],
    [since !== undefined, "last_at >= ?", [since ?? 0]],
    [until !== undefined, "last_at < ?", [until ?? 0]],
    [after !== undefined, "(last_at, id) < (?, ?)", after ?? []],
  ];
  const wanted = conditions.filter(([isWanted]) => isWanted);
  const where = wanted.map(([, sql]) => sql).join(" AND ");
  return {
    sql: `SELECT data FROM entry WHERE ${where} ORDER BY last_at DESC, id DESC LIMIT ?`,
    values: [...wanted.flatMap(([, , values]) => values), limit],
  };
}
