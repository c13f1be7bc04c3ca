import type { Wait } from "../call.ts";
import type { Bundle } from "./bundle.ts";
import type { QueueRow } from "./queue_log.ts";

/** How a caller leaves a queue without having been served. */
const GONE: Readonly<Record<string, Pick<Wait, "end" | "by">>> = {
  ABANDON: { end: "abandoned" },
  EXITWITHTIMEOUT: { end: "sent-on", by: "timeout" },
  EXITEMPTY: { end: "sent-on", by: "empty" },
  EXITWITHKEY: { end: "sent-on", by: "key" },
  WITHDRAW: { end: "sent-on" },
};
const TALKED: readonly string[] = ["COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER"];

/**
 * The caller's stays in queues that have ended, in order: from ENTERQUEUE until an agent took him or he was gone. Whoever was
 * not let in has not waited, and who never left is not told of.
 */
export function waitsOf({ queue }: Pick<Bundle, "queue">): readonly Wait[] {
  const waits: Wait[] = [];
  const since = new Map<string, number>();
  for (const { queue: name, event, at } of queue.toSorted((one, other) => one.at - other.at)) {
    if (event === "ENTERQUEUE") since.set(name, at);
    const gone = event === "CONNECT" ? { end: "answered" } as const : GONE[event];
    const joinedAt = since.get(name);
    if (gone === undefined || joinedAt === undefined) continue;
    since.delete(name);
    waits.push({ queue: name, joinedAt, leftAt: at, ...gone });
  }
  return waits;
}

/** For how long an agent and his caller talked, as one line says it, in milliseconds; undefined for other lines. */
export function talkedMsIn({ event, data }: QueueRow): number | undefined {
  if (!TALKED.includes(event)) return undefined;
  // `COMPLETECALLER|holdtime|calltime|position`; a transfer has where it went in front.
  const place = event.startsWith("COMPLETE") ? 1 : data.length - 2;
  const ms = Number(data[place]) * 1_000;
  return Number.isFinite(ms) ? ms : undefined;
}

/**
 * For how long they talked, in milliseconds: what queues say, where one connected them; else what was billed, which has waiting
 * and music in it wherever something else has answered first. Undefined where nobody tells.
 */
export function talkedMs({ queue, own, cdr }: Pick<Bundle, "queue" | "own" | "cdr">): number | undefined {
  const told = queue.map(talkedMsIn).filter((ms) => ms !== undefined);
  if (told.length > 0) return told.reduce((sum, ms) => sum + ms, 0);
  const billed = (own.length > 0 ? own : cdr).filter(({ disposition, partner }) =>
    disposition === "ANSWERED" && partner !== ""
  );
  return billed.length === 0 ? undefined : billed.reduce((sum, { billMs }) => sum + billMs, 0);
}
