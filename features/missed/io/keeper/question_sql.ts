import type { EntryQuestion } from "../../kept.ts";
import { personOf } from "../../person.ts";

type Values = readonly (string | number)[];

/**
 * A question as SQL: nothing of it but values reaches SQLite. What is asked of callers' numbers, and of the misses of entries,
 * is found in an index first: going through the entries themselves for it takes ten times as long.
 */
export function questionSql(
  tenant: string,
  { states, caller, callerHas, did, place, trunk, hour, since, until, miss, after, limit }: EntryQuestion,
): { readonly sql: string; readonly values: Values } {
  const has = callerHas?.map(() => "instr(substr(person, ?), ?) > 0").join(" OR ") || "FALSE";
  // A person begins with his tenant, whose name may have digits, too.
  const behindTenant = personOf(tenant, "").length - 1;
  const { since: missedSince = 0, until: missedUntil = Number.MAX_SAFE_INTEGER, end } = miss ?? {};
  const ended = end === undefined ? "" : end === "open" ? " AND cleared_by IS NULL" : " AND cleared_by = ?";
  const conditions: readonly (readonly [boolean, string, Values])[] = [
    [true, "tenant = ?", [tenant]],
    [states !== undefined, `state IN (${(states ?? []).map(() => "?").join(", ")})`, states ?? []],
    [caller !== undefined, "caller = ?", [caller ?? ""]],
    [
      callerHas !== undefined,
      `id IN (SELECT id FROM entry INDEXED BY entry_of WHERE tenant = ? AND (${has}))`,
      [tenant, ...(callerHas ?? []).flatMap((part) => [behindTenant, part])],
    ],
    [did !== undefined, "did = ?", [did ?? ""]],
    [place !== undefined, "instr(route, ?) > 0", [` → ${place} → `]],
    [trunk !== undefined, "trunk = ?", [trunk ?? ""]],
    [hour !== undefined, "hour = ?", [hour ?? 0]],
    [since !== undefined, "last_at >= ?", [since ?? 0]],
    [until !== undefined, "last_at < ?", [until ?? 0]],
    [
      miss !== undefined,
      `id IN (SELECT id FROM opening WHERE tenant = ? AND opened_at >= ? AND opened_at < ?${ended})`,
      [tenant, missedSince, missedUntil, ...end === undefined || end === "open" ? [] : [end]],
    ],
    [after !== undefined, "(last_at, id) < (?, ?)", after ?? []],
  ];
  const wanted = conditions.filter(([isWanted]) => isWanted);
  const where = wanted.map(([, sql]) => sql).join(" AND ");
  // Sorted by what SQLite takes for no column of an index: it begins with the names that were found, and not with the list.
  const order = callerHas === undefined && miss === undefined ? "last_at" : "+last_at";
  return {
    sql: `SELECT data FROM entry WHERE ${where} ORDER BY ${order} DESC, id DESC LIMIT ?`,
    values: [...wanted.flatMap(([, , values]) => values), limit],
  };
}
