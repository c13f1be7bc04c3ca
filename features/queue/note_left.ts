import { elapsed } from "../../core/base/mod.ts";
import type { CallFact } from "../../core/record/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";
import { lookAt } from "./dispatch.ts";
import type { Stay } from "./wait.ts";

type Why = Extract<CallFact, { readonly type: "queue.left" }>["why"];

/** He waits no longer, and nobody has taken him. */
export function* noteLeft(stay: Stay, why: Why, key?: string): Script<void> {
  const fact = { type: "queue.left", ...yield* standing(stay), why, ...(key === undefined ? {} : { key }) } as const;
  yield* act({ do: "note", fact });
}

/** He has given up, or did not answer when he was called back. */
export function* noteAbandoned(stay: Stay): Script<void> {
  yield* act({ do: "note", fact: { type: "queue.abandoned", ...yield* standing(stay) } });
}

function* standing({ leg, queue, since, joinedAt }: Stay) {
  const position = (yield* lookAt(leg))?.position ?? joinedAt;
  return { leg, queue, position, joinedAt, waitedMs: elapsed(since, yield* act({ do: "now" })) };
}
