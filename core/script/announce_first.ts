import type { LegId } from "../call/mod.ts";
import { backTo, consult } from "./consult.ts";
import { InCallKeys } from "./in_call_keys.ts";
import { musicOf } from "./music.ts";
import { ring } from "./ring.ts";
import type { Rung } from "./ring_together.ts";
import { say } from "./say.ts";
import { comeBack, type Moved, transfer } from "./transfer.ts";
import { act, next, race, type Script } from "./vocabulary.ts";

/** How long somebody is rung who is to be asked first. */
const RING_FOR_MS = 30_000;

/**
 * What came meanwhile: the desk has whom `by` announces put through or taken back, `by` has hung up, or the one who waits has.
 */
type Turned = "connect" | "take-back" | "left" | "gone";

/**
 * An attended transfer from the desk, for phones of any kind: `by` talks with the third one first while `other` hears music,
 * until the desk decides. Hanging up puts him through, at whatever moment; whoever does not wait for the answer sends him on.
 *
 * ```text
 *  third rings ── answers ──> by and third talk ── connect, by hangs up ──> other and third
 *      │                            ├── merge ──> all three
 *      │                            └── take back, third hangs up ──┐
 *      ├── refuses, take back ──────────────────────────────────────┴──> other and by
 *      └── connect, by hangs up ──> blind transfer
 * ```
 */
export function* announceFirst(other: LegId, by: LegId, number: string): Script<Moved> {
  yield* act({ do: "transfer", leg: other, by });
  yield* act({ do: "part", leg: other });
  yield* act({ do: "play", leg: other, sound: yield* musicOf(by) });
  const party = yield* act({ do: "party", leg: by });
  const phones = yield* act({ do: "phones", number, by: party?.number });
  yield* act({ do: "ring", leg: by });
  const ringing = ring(by, phones, { forMs: RING_FOR_MS, apart: true });
  const { value } = yield* race<Rung | Turned>([ringing, turnOf(other, by)]);
  if (value === "gone") return { ending: { reached: true, cause: "normal" } };
  if (value === "connect" || value === "left") return yield* transfer(other, by, number);
  if (value === "take-back") return yield* backTo(by, other);
  if (!value.answered) {
    const moved = yield* backTo(by, other);
    const said = yield* say(by, { items: [{ type: "prompt", name: "transfer-failed" }] });
    if (said.type !== "ended") return moved;
    const vain = { by, transferor: party?.number, cause: value.cause, until: yield* act({ do: "now" }) };
    return yield* comeBack(other, vain);
  }
  // The desk decides, and no key does.
  return yield* consult(other, [by, value.by], new InCallKeys([]));
}

function* turnOf(other: LegId, by: LegId): Script<Turned> {
  for (;;) {
    const event = yield* next([other, by]);
    if (event === "time-out") continue;
    // Who has not answered cannot be one of three.
    if (event.type === "decided" && event.on !== "merge") return event.on;
    if (event.type === "ended" || event.type === "silent") return event.leg === by ? "left" : "gone";
  }
}
