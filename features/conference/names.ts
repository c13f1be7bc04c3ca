import type { Json } from "../../core/base/mod.ts";
import { act, type Script } from "../../core/script/mod.ts";

/** The family of the notebook in which the names stand that people from outside have said for a room, by its number. */
const NAMES_FAMILY = "room-names";

/** A name is kept for as long as somebody is in the room: who has left is told of by it, too. */
export function* keepName(room: string, path: string): Script<void> {
  yield* act({ do: "remember", family: NAMES_FAMILY, key: room, value: [...yield* namesIn(room), path] });
}

/** Nobody is in the room any more, who could hear them. */
export function* eraseNames(room: string): Script<void> {
  const paths = yield* namesIn(room);
  if (paths.length === 0) return;
  for (const path of paths) yield* act({ do: "erase", path });
  yield* act({ do: "remember", family: NAMES_FAMILY, key: room, value: undefined });
}

function* namesIn(room: string): Script<readonly string[]> {
  const kept: Json | undefined = yield* act({ do: "recall", family: NAMES_FAMILY, key: room });
  return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
}
