import { type PlaceTable, SLOT, SLOT_RULE } from "../../core/script/mod.ts";
import { FLOOR, FLOOR_RULE, WAITING_ROOM, WAITING_ROOM_RULE } from "../queue/mod.ts";
import { ROOM, ROOM_RULE } from "../conference/mod.ts";
import { ZONE, ZONE_RULE } from "../paging/mod.ts";

/** By the kind of place. */
export const PLACES: PlaceTable = {
  [FLOOR]: FLOOR_RULE,
  [ROOM]: ROOM_RULE,
  [SLOT]: SLOT_RULE,
  [WAITING_ROOM]: WAITING_ROOM_RULE,
  [ZONE]: ZONE_RULE,
};
