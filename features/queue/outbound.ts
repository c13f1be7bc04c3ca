import { elapsed, later, type WallTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Outbound, Queue } from "../../core/directory/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import {
  act,
  type Ending,
  next,
  ownLine,
  refuse,
  ring,
  sayWhy,
  type Script,
  talk,
  tell,
} from "../../core/script/mod.ts";
import { digitsOf, prompt } from "./choose_time.ts";
import { dispatch } from "./dispatch.ts";
import { isWanted } from "./outbound_look.ts";
import { type Outcome, settleCall } from "./outbound_list.ts";
import { agentsOf, turnCalls } from "./shift.ts";
import { agentOf, changeAgent, rest } from "./staff.ts";

const CHOICES: ReadonlyMap<string, "dial" | Outcome> = new Map([["1", "dial"], ["2", "skipped"], ["3", "put-off"]]);
/** How long the agent's phone rings, and how long he may think. */
const RINGS_FOR_MS = 20_000;
const THINKS_FOR_MS = 30_000;
/** So often is looked whether he is wanted by a caller. */
const LOOK_MS = 1_000;
/** Who has not taken a call to make gets none for so long. */
const NONE_FOR_MS = 60_000;

/** `*47`: gets calls to make while no callers wait, or gets none any more. */
export function* turnOutbound(caller: LegId): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  if (!(yield* agentsOf(me.number)).includes(me.number)) {
    return yield* refuse(caller, "queue-agent-not-member", "not-found");
  }
  const wants = (yield* agentOf(me.number)).outbound === undefined;
  yield* turnCalls(me.number, wants);
  return yield* tell(caller, wants ? "outbound-on" : "outbound-off");
}

/** Somebody on a list, and the agent who is to call him. */
interface Preview {
  readonly queue: Queue;
  readonly outbound: Outbound;
  readonly agent: string;
  readonly number: string;
}

/** A call of the box: the agent's phone rings under the name of whom he is to call; he decides, and then it rings there. */
export function* callOut(key: LegId, id: string): Script<Ending> {
  const [of = "", agent = "", number = ""] = id.split("/");
  const queue = (yield* act({ do: "office" })).queues.get(of);
  if (queue?.outbound === undefined) return { reached: false, cause: "not-found" };
  const preview: Preview = { queue, outbound: queue.outbound, agent, number };
  let outcome: Outcome = "withdrawn";
  let talkedMs = 0;
  try {
    const by = yield* ringAgent(preview);
    if (by === "not-taken" || by === "withdrawn") {
      outcome = by;
      return { reached: false, cause: "no-answer" };
    }
    try {
      const choice = yield* choose(preview, by);
      if (choice !== "dial") {
        outcome = choice;
        return { reached: true, cause: "normal" };
      }
      outcome = "failed";
      const phones = yield* act({ do: "phones", number, by: agent });
      const rung = yield* ring(by, phones, { forMs: 1000 * queue.outbound.ringForS });
      if (!rung.answered) {
        outcome = outcomeOf(rung.cause);
        yield* sayWhy(by, rung);
        return { reached: false, cause: rung.cause };
      }
      outcome = "reached";
      const since = yield* act({ do: "now" });
      try {
        return yield* talk(by, rung.by);
      } finally {
        talkedMs = elapsed(since, yield* act({ do: "now" }));
      }
    } finally {
      yield* act({ do: "release", leg: by, cause: "normal" });
    }
  } finally {
    yield* settle(key, preview, outcome, talkedMs);
  }
}

function* settle(
  key: LegId,
  { queue, outbound, agent, number }: Preview,
  outcome: Outcome,
  talkedMs: number,
): Script<void> {
  const tries = yield* settleCall(queue.number, outbound, { number, outcome });
  const fact = { queue: queue.number, agent, number, outcome, tries, talkedMs };
  yield* act({ do: "note", fact: { type: "queue.outbound-ended", ...fact } });
  const now = yield* act({ do: "wall-clock" });
  if (outcome === "not-taken" && (yield* agentOf(agent)).outbound !== undefined) {
    yield* changeAgent(agent, { outbound: now + NONE_FOR_MS as WallTime });
  }
  if (talkedMs > 0) yield* rest(agent, 1000 * queue.wrapUpS);
  yield* dispatch(key);
}

function outcomeOf(cause: Cause): Outcome {
  if (cause === "busy" || cause === "no-answer") return cause;
  return cause === "rejected" ? "busy" : cause === "cancelled" ? "put-off" : "failed";
}

/** His phones ring, until a caller wants him. */
function* ringAgent({ queue, agent, number }: Preview): Script<LegId | "not-taken" | "withdrawn"> {
  const legs = new Set<LegId>();
  const until = later(yield* act({ do: "now" }), RINGS_FOR_MS);
  let why: Cause = "cancelled";
  try {
    if (yield* isWanted(agent)) return "withdrawn";
    yield* act({ do: "note", fact: { type: "queue.outbound-offered", queue: queue.number, agent, number } });
    for (const phone of yield* act({ do: "phones", number: agent })) {
      const placed = yield* act({ do: "place", phone, caller: undefined, shown: { prefix: queue.name } });
      if ("leg" in placed) legs.add(placed.leg);
    }
    while (legs.size > 0) {
      const now = yield* act({ do: "now" });
      if (now >= until) return "not-taken";
      if (yield* isWanted(agent)) return "withdrawn";
      const event = yield* next([...legs], later(now, LOOK_MS));
      if (event === "time-out") continue;
      if (event.type === "answered") {
        legs.delete(event.leg);
        why = "answered-elsewhere";
        return event.leg;
      }
      if (event.type === "refused" || event.type === "ended" || event.type === "redirected") legs.delete(event.leg);
    }
    return "not-taken";
  } finally {
    for (const leg of legs) yield* act({ do: "release", leg, cause: why });
  }
}

/** He hears whom he is to call, and presses 1 to dial, 2 to skip him, 3 to put him off. */
function* choose({ agent, number }: Preview, by: LegId): Script<"dial" | Outcome> {
  const until = later(yield* act({ do: "now" }), THINKS_FOR_MS);
  const items = [
    prompt("outbound-next"),
    digitsOf(number),
    prompt("queue-preview-press"),
    digitsOf("1"),
    prompt("queue-skip-press"),
    digitsOf("2"),
    prompt("outbound-later-press"),
    digitsOf("3"),
  ];
  try {
    yield* act({ do: "play", leg: by, sound: { items } });
    for (let now = yield* act({ do: "now" }); now < until; now = yield* act({ do: "now" })) {
      if (yield* isWanted(agent)) return "withdrawn";
      const event = yield* next([by], later(now, LOOK_MS));
      if (event === "time-out") continue;
      if (event.type === "ended" || event.type === "silent") return "not-taken";
      const choice = event.type === "digit" ? CHOICES.get(event.digit) : undefined;
      if (choice !== undefined) return choice;
    }
    return "not-taken";
  } finally {
    yield* act({ do: "hush", leg: by });
  }
}
