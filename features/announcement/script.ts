import type { LegId } from "../../core/call/mod.ts";
import type { Announcement } from "../../core/directory/mod.ts";
import {
  act,
  type Ending,
  type Heard,
  reach,
  say,
  type Script,
  takeIn,
  turnedAway,
  worded,
} from "../../core/script/mod.ts";

/** Between two times that it is said. */
const PAUSE_MS = 1_000;

/** Answers, says it as often as it is to be said, and brings the caller on to where it leads. */
export function* reachAnnouncement(caller: LegId, name: string): Script<Ending> {
  const announcement = (yield* act({ do: "office" })).announcements.get(name);
  if (announcement === undefined) return { reached: false, cause: "not-found" };
  if (!(yield* takeIn(caller, announcement))) return turnedAway(announcement);
  const said = yield* say(caller, soundOf(announcement, yield* worded(announcement.says)));
  if (said.type === "ended") return { reached: true, cause: said.cause };
  const { onward } = announcement;
  if (said.type !== "silent" && onward !== undefined) return yield* reach(caller, onward);
  const cause = said.type === "silent" ? "timeout" : "normal";
  yield* act({ do: "release", leg: caller, cause });
  return { reached: true, cause };
}

function soundOf({ times }: Announcement, says: Heard["items"]): Heard {
  const again = [{ type: "silence", ms: PAUSE_MS } as const, ...says];
  return { items: [...says, ...Array.from({ length: times - 1 }, () => again).flat()] };
}
