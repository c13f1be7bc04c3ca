import type { LegId } from "../../core/call/mod.ts";
import { ANNOUNCEMENT_FAMILY, recordedAnnouncement } from "../../core/notebook/mod.ts";
import { act, dictate, type Ending, ownLine, refuse, say, type Script, takeIn, tell } from "../../core/script/mod.ts";

const LONGEST_MS = 300_000;
const SHORTEST_MS = 500;
const NUMBER = /^[1-9][0-9]{0,2}$/;

/** `*77` and a number: records the announcement of that number, in place of the one that there was. */
export function* recordAnnouncement(caller: LegId, number: string): Script<Ending> {
  const refused = yield* refuseUnlessMay(caller, number);
  if (refused !== undefined) return refused;
  if (!(yield* takeIn(caller))) return { reached: false, cause: "not-acceptable" };
  const told = yield* say(caller, { items: [{ type: "prompt", name: "announcement-record" }] }, "digit");
  if (told.type === "ended") return { reached: true, cause: told.cause };
  const taken = yield* dictate(caller, { at: `announcements/${number}-`, mostMs: LONGEST_MS, shortestMs: SHORTEST_MS });
  if (taken === "gone") return { reached: true, cause: "normal" };
  if (taken === "short") return yield* tell(caller, "announcement-none");
  const before = yield* fileOf(number);
  yield* act({ do: "remember", family: ANNOUNCEMENT_FAMILY, key: number, value: taken.path });
  if (before !== undefined) yield* act({ do: "erase", path: before });
  return yield* tell(caller, "announcement-saved");
}

/** `*99` and a number: hears it. */
export function* hearAnnouncement(caller: LegId, number: string): Script<Ending> {
  const refused = yield* refuseUnlessMay(caller, number);
  if (refused !== undefined) return refused;
  const path = yield* fileOf(number);
  return yield* tell(caller, path === undefined ? "announcement-none" : { type: "file", path });
}

/** Whoever has no right to it hears so, and whoever names what no announcement is called. */
function* refuseUnlessMay(caller: LegId, number: string): Script<Ending | undefined> {
  const me = yield* ownLine(caller);
  if (me?.mayAnnounce !== true) return yield* refuse(caller, "not-available-here", "rejected");
  return NUMBER.test(number) ? undefined : yield* refuse(caller, "invalid-number", "not-found");
}

function* fileOf(number: string): Script<string | undefined> {
  return recordedAnnouncement(yield* act({ do: "recall", family: ANNOUNCEMENT_FAMILY, key: number }));
}
