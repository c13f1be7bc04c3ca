import type { LegId } from "../call/mod.ts";
import type { InCallKeys } from "./in_call_keys.ts";
import { talkOfThree } from "./three.ts";
import type { Moved, Pair } from "./transfer.ts";
import { act, type Script } from "./vocabulary.ts";

/**
 * `by` talks with the third one about `other`, who waits, until his keys (`transfer-attended`, `three-way`) or the desk
 * decide: he takes him back, puts him through, or all three talk. When he hangs up, `other` takes his place.
 */
export function* consult(other: LegId, pair: Pair, keys: InCallKeys): Script<Moved> {
  const [by, third] = pair;
  yield* act({ do: "join", a: by, b: third });
  yield* keys.watch(pair, [by]);
  const moved = yield* decided(other, pair, keys);
  yield* keys.rest(pair);
  return moved === "merge" ? yield* talkOfThree(other, by, third) : moved;
}

function* decided(other: LegId, [by, third]: Pair, keys: InCallKeys): Script<Moved | "merge"> {
  for (;;) {
    const event = yield* keys.next([by, third], [other]);
    switch (event.type) {
      case "decided":
        if (event.on === "merge") return "merge";
        return event.on === "connect" ? { talking: [other, third] } : yield* letGo(other, by, third);
      case "digit": {
        const code = event.leg === by ? yield* keys.press([by, third], event) : undefined;
        if (code === "three-way") return "merge";
        if (code === "transfer-attended") return yield* letGo(other, by, third);
        continue;
      }
      case "transfer":
      case "transfer-to-call":
      case "join-call":
        yield* decline(by, third);
        continue;
      case "ended":
      case "silent":
        yield* act({ do: "release", leg: event.leg, cause: "timeout" });
        if (event.leg === by) return { talking: [other, third] };
        return event.leg === third ? yield* backTo(by, other) : { talking: [by, third] };
      default:
        continue;
    }
  }
}

function* letGo(other: LegId, by: LegId, third: LegId): Script<Moved> {
  yield* act({ do: "release", leg: third, cause: "normal" });
  return yield* backTo(by, other);
}

/** The transfer is off, and the two go on talking. */
export function* backTo(by: LegId, other: LegId): Script<Moved> {
  yield* act({ do: "transfer-ended", leg: other, cause: "cancelled" });
  return { talking: [other, by] };
}

/** Who is only asked sends nobody elsewhere: his phone is told so. */
function* decline(asker: LegId, asked: LegId): Script<void> {
  yield* act({ do: "transfer", leg: asker, by: asked });
  yield* act({ do: "transfer-ended", leg: asker, cause: "rejected" });
}
