import type { Json } from "../../core/base/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";

/** What a queue keeps of its past. */
export interface Memory {
  /** Who was rung last. */
  readonly last?: string;
  /** How long a caller keeps an agent busy, wrap-up and all, by its latest calls; unknown before the first. */
  readonly handledMs?: number;
}

const FAMILY = "queue";
/** How much one call counts in the mean. */
const SHARE = 0.2;

/** What it keeps now. */
export function* memoryOf(queue: string): Script<Memory> {
  const kept = yield* act({ do: "recall", family: FAMILY, key: queue });
  if (typeof kept !== "object" || kept === null || Array.isArray(kept)) return {};
  const { last, handledMs } = kept as { readonly [key: string]: Json };
  return {
    ...(typeof last === "string" ? { last } : {}),
    ...(typeof handledMs === "number" ? { handledMs } : {}),
  };
}

/** An agent is rung. */
export function* rememberLast(queue: string, last: string): Script<void> {
  yield* remember(queue, { ...yield* memoryOf(queue), last });
}

/** A call is over. */
export function* rememberHandled(queue: string, ms: number): Script<void> {
  const memory = yield* memoryOf(queue);
  const handledMs = Math.round(memory.handledMs === undefined ? ms : memory.handledMs * (1 - SHARE) + ms * SHARE);
  yield* remember(queue, { ...memory, handledMs });
}

function* remember(key: string, memory: Memory): Script<void> {
  yield* act({ do: "remember", family: FAMILY, key, value: { ...memory } });
}
