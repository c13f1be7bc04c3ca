import { type PlaceTable, SLOT, SLOT_RULE } from "../../core/script/mod.ts";
import { ROOM, ROOM_RULE } from "../conference/mod.ts";

/** By the kind of place. */
export const PLACES: PlaceTable = {
  [ROOM]: ROOM_RULE,
  [SLOT]: SLOT_RULE,
};
