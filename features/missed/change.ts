import type { AuditLine, ClearedBy, Entry } from "./entry.ts";
import { openingOf } from "./openings.ts";
import type { Policy } from "./policy.ts";
import { sorted, type Verdict } from "./verdict.ts";

const DAY_MS = 86_400_000;

/** A caller was missed: the first time, again, or after the entry had been closed. */
export function miss(entry: Entry | undefined, { call, rang, route }: Verdict): Entry {
  const attempt = { call: call.id, at: call.startedAt, endedAt: call.endedAt };
  const trunk = call.trunk === undefined ? {} : { trunk: call.trunk };
  const line = { at: call.startedAt, actor: "system", reason: `call ${call.id}` };
  if (entry === undefined) {
    return {
      tenant: call.tenant,
      callerKey: call.outsider,
      did: call.did,
      state: "open",
      attempts: [attempt],
      attemptsSinceOpen: 1,
      clearedBy: undefined,
      closedByExt: undefined,
      closedAt: undefined,
      note: undefined,
      reopenedCount: 0,
      route,
      ...trunk,
      rang,
      audit: [{ action: "created", ...line }],
      isErased: false,
    };
  }
  const isOpen = entry.state === "open";
  const { unlisted, ...others } = opened(entry);
  return {
    ...others,
    attempts: [...entry.attempts, attempt],
    attemptsSinceOpen: isOpen ? entry.attemptsSinceOpen + 1 : 1,
    reopenedCount: entry.reopenedCount + (isOpen ? 0 : 1),
    route,
    ...trunk,
    rang: sorted([...new Set([...entry.rang, ...rang])]),
    audit: [...entry.audit, { action: isOpen ? "incremented" : "reopened", ...line }],
    ...isOpen ? {} : { earlier: [...entry.earlier ?? [], openingOf(entry)], opened: attempt },
    ...unlisted === undefined ? {} : { unlisted },
  };
}

/** Closes an open entry; undefined: it is not open. */
export function clear(
  entry: Entry,
  how: {
    readonly by: ClearedBy;
    readonly at: number;
    readonly reason: string;
    readonly ext?: string | undefined;
    readonly actor?: string;
    readonly note?: string;
  },
): Entry | undefined {
  if (entry.state !== "open") return undefined;
  const reason = how.reason === "" ? how.by : `${how.by}: ${how.reason}`;
  return {
    ...entry,
    state: "cleared",
    clearedBy: how.by,
    closedByExt: how.ext,
    closedAt: how.at,
    note: how.note,
    audit: [...entry.audit, { action: "cleared", at: how.at, actor: how.actor ?? how.ext ?? "system", reason }],
  };
}

/** Somebody opens it again by hand; undefined: it is open. */
export function reopen(entry: Entry, line: Omit<AuditLine, "action">): Entry | undefined {
  if (entry.state === "open") return undefined;
  return {
    ...opened(entry),
    attemptsSinceOpen: 0,
    reopenedCount: entry.reopenedCount + 1,
    audit: [...entry.audit, { action: "reopened", ...line }],
  };
}

/** Only writes down what happened. A call back is news only for who still waits for one. */
export function note(entry: Entry, line: AuditLine): Entry | undefined {
  if (line.action === "callback_attempted" && entry.state !== "open") return undefined;
  return { ...entry, audit: [...entry.audit, line] };
}

/** Closes what nobody has cared for in time, as of the moment when that was. */
export function expire(entry: Entry, at: number, ttlMs: number): Entry {
  const due = (entry.audit.findLast(({ action }) => action === "reopened")?.at ?? 0) + ttlMs;
  const dueAt = Math.max(due, (entry.attempts.at(-1)?.at ?? 0) + ttlMs);
  if (entry.state !== "open" || dueAt > at) return entry;
  return clear(entry, { by: "expired", at: dueAt, reason: "" }) ?? entry;
}

/** Forgets who it was: the history of the entry stays, under a name that leads to nobody. */
export function erase(entry: Entry, line: Omit<AuditLine, "action">): Entry {
  const audit = entry.audit.map(({ action, at, actor }) => ({ action, at, actor, reason: "" }));
  return {
    ...entry,
    callerKey: `erased:${entry.attempts[0]?.call ?? ""}`,
    state: "archived",
    note: undefined,
    isErased: true,
    audit: [...audit, { action: "erased", ...line }],
  };
}

/** What was closed long ago is no longer shown. */
export function toArchive(entry: Entry, at: number, { retentionDays }: Policy): Entry {
  if (retentionDays === null || entry.closedAt === undefined) return entry;
  return entry.closedAt + retentionDays * DAY_MS <= at ? { ...entry, state: "archived" } : entry;
}

/** As an entry is by what happened to it: that time has passed is not told of in it. */
export function withoutTime(entry: Entry): Entry {
  if (entry.isErased) return entry;
  const isExpired = entry.clearedBy === "expired" && entry.audit.at(-1)?.action === "cleared";
  if (isExpired) return { ...opened(entry), audit: entry.audit.slice(0, -1) };
  return entry.state === "archived" ? { ...entry, state: "cleared" } : entry;
}

function opened(entry: Entry): Entry {
  return {
    ...entry,
    state: "open",
    clearedBy: undefined,
    closedByExt: undefined,
    closedAt: undefined,
    note: undefined,
  };
}
