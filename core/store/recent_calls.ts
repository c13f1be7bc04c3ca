import type { CallEvent } from "../record/mod.ts";
import type { RecentCall } from "./ports.ts";

/** The list of recent calls from their first events, in that order; `endOf` finds a call's last one. */
export function listRecent(
  starts: readonly CallEvent[],
  endOf: (call: string) => CallEvent | undefined,
): readonly RecentCall[] {
  const calls: RecentCall[] = [];
  for (const start of starts) {
    if (start.type !== "call.started") continue;
    const end = endOf(start.call);
    const ended = end?.type === "call.ended" ? { ended: { at: end.at, cause: end.cause } } : {};
    calls.push({ call: start.call, startedAt: start.at, from: start.from, dialled: start.dialled, ...ended });
  }
  return calls;
}
