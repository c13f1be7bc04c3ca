import type { LegEvent, LegId } from "../../core/call/mod.ts";
import type { Cause } from "../../core/record/mod.ts";
import { act, type Ending, next, ownLine, refuse, say, type Script, type Talk } from "../../core/script/mod.ts";
import { isExempt, maySupervise } from "./may.ts";

interface Way {
  readonly heardBy: "nobody" | "whom" | "all";
  readonly says: string;
}

/** What a key does, and what is said of it. */
const WAYS: ReadonlyMap<string, Way> = new Map([
  ["4", { heardBy: "nobody", says: "monitor-listening" }],
  ["5", { heardBy: "whom", says: "monitor-whispering" }],
  ["6", { heardBy: "all", says: "monitor-barging" }],
]);
const NEXT_CALL = "*";

/** `*33101`: the calls of 101 are heard, one after the other. */
export function* supervise(caller: LegId, number: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const office = yield* act({ do: "office" });
  const whom = office.extensions.get(number);
  if (whom === undefined) return yield* refuse(caller, "no-such-extension", "not-found");
  if (!maySupervise(office, me, whom)) return yield* refuse(caller, "not-permitted", "rejected");
  const heard = new Set<LegId>();
  let talk = yield* nextTalk(number, heard);
  if (talk === undefined) return yield* refuse(caller, "monitor-nothing", "not-found");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  for (; talk !== undefined; talk = yield* nextTalk(number, heard)) {
    heard.add(talk.leg);
    const left: Left = yield* listenTo(caller, talk);
    if (left.why === "gone") return { reached: true, cause: left.cause };
    if (left.why === "over") break;
  }
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}

/** The first call of the number's that was not heard yet and may be listened to. */
function* nextTalk(number: string, heard: ReadonlySet<LegId>): Script<Talk | undefined> {
  const office = yield* act({ do: "office" });
  const talks = yield* act({ do: "talks", number });
  return talks.find((talk) => !heard.has(talk.leg) && !isExempt(office, talk.with));
}

/** Why nobody listens to a call any more. */
type Left = { readonly why: "next" | "over" } | { readonly why: "gone"; readonly cause: Cause };

/** One call, from the beginning of listening to its end. */
function* listenTo(caller: LegId, talk: Talk): Script<Left> {
  if (!(yield* act({ do: "overhear", leg: caller, whom: talk.leg, heardBy: "nobody" }))) return { why: "next" };
  let where = talk.leg;
  let heardBy: Way["heardBy"] = "nobody";
  try {
    yield* announce(talk, "entry");
    let says: string | undefined = "monitor-listening";
    for (;;) {
      const event: LegEvent | "time-out" = yield* hear(caller, says);
      says = undefined;
      if (event === "time-out") continue;
      if (event.type === "ended") return { why: "gone", cause: event.cause };
      if (event.type === "silent") return { why: "over" };
      if (event.type === "news") {
        const now = yield* mayStay(caller);
        if (now === undefined) return { why: "over" };
        where = now.leg;
        yield* act({ do: "overhear", leg: caller, heardBy });
      }
      if (event.type !== "digit") continue;
      if (event.digit === NEXT_CALL) return { why: "next" };
      const way = WAYS.get(event.digit);
      if (way === undefined) continue;
      heardBy = way.heardBy;
      yield* act({ do: "overhear", leg: caller, heardBy });
      says = way.says;
    }
  } finally {
    yield* act({ do: "part", leg: caller });
    const last = (yield* act({ do: "talks", number: talk.party.number })).find(({ leg }) => leg === where);
    if (last !== undefined) yield* announce(last, "exit");
  }
}

/** The next that happens, once he has heard what there is to say. */
function* hear(caller: LegId, says: string | undefined): Script<LegEvent | "time-out"> {
  if (says === undefined) return yield* next([caller]);
  return yield* say(caller, { items: [{ type: "prompt", name: says }] }, "digit");
}

/** The call has changed, or is over: as it is now, if it may be listened to. */
function* mayStay(caller: LegId): Script<Talk | undefined> {
  const talk = yield* act({ do: "overheard", leg: caller });
  if (talk === undefined) return undefined;
  const office = yield* act({ do: "office" });
  const me = yield* ownLine(caller);
  const whom = office.extensions.get(talk.party.number);
  if (me === undefined || whom === undefined || !maySupervise(office, me, whom)) return undefined;
  return isExempt(office, talk.with) ? undefined : talk;
}

/** Both hear a tone where the office wants them to know; not in place of music, which would not come back. */
function* announce({ leg, mate, waits }: Talk, sound: "entry" | "exit"): Script<void> {
  const { supervision } = yield* act({ do: "office" });
  if (!supervision.tone || waits || mate === undefined) return;
  for (const each of [leg, mate]) yield* act({ do: "play", leg: each, sound });
}
