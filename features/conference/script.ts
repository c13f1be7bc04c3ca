import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, type Script } from "../../core/script/mod.ts";
import { admitted } from "./admit.ts";
import { attend } from "./attend.ts";

/** A room's number: whoever has its PIN comes in. */
export function* reachRoom(caller: LegId, number: string): Script<Ending> {
  const room = (yield* act({ do: "office" })).rooms.get(number);
  if (room === undefined) return { reached: false, cause: "not-found" };
  const role = yield* admitted(caller, room);
  return typeof role === "object" ? role : yield* attend(caller, room, role === "moderator");
}
