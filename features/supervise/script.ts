import type { LegId } from "../../core/call/mod.ts";
import { type Extension, roomName } from "../../core/directory/mod.ts";
import { act, type Ending, ownLine, refuse, type Script } from "../../core/script/mod.ts";
import { type Left, listenTo } from "./listen.ts";
import { maySuperviseRoom } from "./may.ts";
import { mayBeHeard, roomOf } from "./room.ts";
import { mayEnter, nextTalk, type Scope, scopeOf } from "./scope.ts";
import { talkOf } from "./talk.ts";
import { type Came, waitForTalk } from "./wait_for_talk.ts";

/**
 * `*33101`: the calls of 101 are heard, one after the other; `*338001`: those of a queue, whoever serves; `*332001`: what is
 * said in a conference room.
 */
export function* supervise(caller: LegId, number: string): Script<Ending> {
  const me = yield* ownLine(caller);
  if (me === undefined) return yield* refuse(caller, "not-available-here", "rejected");
  const office = yield* act({ do: "office" });
  const scope = scopeOf(office, number);
  if (scope === undefined && !office.rooms.has(number)) return yield* refuse(caller, "no-such-extension", "not-found");
  const may = scope === undefined ? maySuperviseRoom(me, number) : mayEnter(office, me, scope);
  if (!may) return yield* refuse(caller, "not-permitted", "rejected");
  return scope === undefined ? yield* hearRoom(caller, number) : yield* hearCalls(caller, me, scope);
}

function* hearCalls(caller: LegId, me: Extension, scope: Scope): Script<Ending> {
  const heard = new Set<LegId>();
  let talk = yield* nextTalk(me, scope, heard);
  if (talk === undefined && !scope.waits) return yield* refuse(caller, "monitor-nothing", "not-found");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  for (;;) {
    if (talk === undefined) {
      const came: Came = scope.waits ? yield* waitForTalk(caller, scope, heard) : { why: "over" };
      if (came.why === "gone") return { reached: true, cause: came.cause };
      if (came.why === "over") break;
      talk = came.talk;
    }
    heard.add(talk.leg);
    const left: Left = yield* listenTo(caller, talkOf(caller, scope, talk));
    if (left.why === "gone") return { reached: true, cause: left.cause };
    if (left.why === "over" && !scope.waits) break;
    talk = yield* nextTalk(me, scope, heard);
  }
  return yield* letGo(caller);
}

function* hearRoom(caller: LegId, number: string): Script<Ending> {
  const { length: people } = yield* act({ do: "in-room", room: roomName(number) });
  if (people < 2 || !(yield* mayBeHeard(number))) return yield* refuse(caller, "monitor-nothing", "not-found");
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  const left = yield* listenTo(caller, roomOf(caller, number));
  return left.why === "gone" ? { reached: true, cause: left.cause } : yield* letGo(caller);
}

function* letGo(caller: LegId): Script<Ending> {
  yield* act({ do: "release", leg: caller, cause: "normal" });
  return { reached: true, cause: "normal" };
}
