import type { LegId } from "../../core/call/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import { isIn } from "../../core/notebook/mod.ts";
import { act, type Heard, music, type Script, worded } from "../../core/script/mod.ts";
import { canBeCalled } from "./booked.ts";
import { memoryOf } from "./memory.ts";
import { agentOf } from "./staff.ts";

type Items = Heard["items"];

/** Who is told, and the how manieth he is in which queue. */
interface Listener {
  readonly leg: LegId;
  readonly queue: Queue;
  readonly position: number;
}

const MINUTE_MS = 60_000;

/** What callers hear while nothing is said to them. */
export function* musicFor(queue: Queue): Script<Heard> {
  return music(queue.music ?? (yield* act({ do: "office" })).office.music);
}

/** What a caller is told when he has come; nothing where an agent is rung for him already and there is no welcome. */
export function* firstWords(listener: Listener, isOffered: boolean): Script<Heard | undefined> {
  const { queue } = listener;
  const items = [
    ...(queue.welcome === undefined ? [] : yield* worded(queue.welcome)),
    ...(isOffered ? [] : [...prompt("queue-busy"), ...yield* standing(listener)]),
  ];
  return items.length === 0 ? undefined : { items };
}

/** What he is told now and then. */
export function* laterWords(listener: Listener, round: number): Script<Heard> {
  const { says } = listener.queue.announce;
  const message = says.length === 0 ? prompt("queue-still-waiting") : yield* worded(says[round % says.length]!);
  return { items: [...yield* standing(listener), ...message] };
}

/** How it stands with him: his place, how long it will take, and the key by which he is called back if he can be. */
function* standing({ leg, queue, position }: Listener): Script<Items> {
  const { announce, callBack } = queue;
  const items: Items[number][] = [];
  if (announce.position) {
    if (position === 1) items.push(...prompt("queue-next"));
    else items.push(...prompt("queue-position"), { type: "number", value: position });
  }
  const waitMs = announce.wait ? yield* expectedWait(queue, position) : undefined;
  if (waitMs !== undefined && waitMs < MINUTE_MS) items.push(...prompt("queue-wait-less-than-a-minute"));
  else if (waitMs !== undefined) {
    items.push(...prompt("queue-wait"), { type: "count", value: Math.ceil(waitMs / MINUTE_MS), of: "minute" });
  }
  if (callBack !== undefined && (yield* canBeCalled(leg))) {
    items.push(...prompt("queue-callback-press"), { type: "digits", digits: callBack.key });
  }
  return items;
}

/** As long as those before him will keep the agents who work now; unknown before the queue's first call. */
function* expectedWait(queue: Queue, position: number): Script<number | undefined> {
  const { handledMs } = yield* memoryOf(queue.number);
  if (handledMs === undefined) return undefined;
  let working = 0;
  for (const { number } of queue.members) {
    const agent = yield* agentOf(number);
    if (isIn(agent, queue) && agent.paused === undefined) working += 1;
  }
  return working === 0 ? undefined : handledMs * position / working;
}

function prompt(name: string): Items {
  return [{ type: "prompt", name }];
}
