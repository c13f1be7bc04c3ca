import type { LegId } from "../call/mod.ts";
import type { Extension } from "../directory/mod.ts";
import { act, type Script } from "./vocabulary.ts";

/** The extension whose phone it is; undefined for anybody else, who has no line to set anything for. */
export function* ownLine(leg: LegId): Script<Extension | undefined> {
  const party = yield* act({ do: "party", leg });
  // A caller from outside may say that his number is one of ours.
  return party === undefined || party.trunk !== undefined
    ? undefined
    : (yield* act({ do: "office" })).extensions.get(party.number);
}
