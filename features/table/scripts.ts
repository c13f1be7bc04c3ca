import { dial, endCircle, hangUp, type ScriptTable } from "../../core/script/mod.ts";
import { reachRoom } from "../conference/mod.ts";
import { reachEchoTest } from "../echo_test/mod.ts";
import { reachExtension } from "../extension/mod.ts";
import { speakAt } from "../intercom/mod.ts";
import { pageZone } from "../paging/mod.ts";
import { parkCaller, reachSlot } from "../park/mod.ts";
import { pickUpGroup, pickUpNumber } from "../pickup/mod.ts";
import { reachGroup } from "../ring_group/mod.ts";

/** By the kind of destination; a feature code's kind is its name. */
export const SCRIPTS: ScriptTable = {
  "dial": dial,
  "hang-up": hangUp,
  "circle": endCircle,
  "extension": reachExtension,
  "group": reachGroup,
  "room": reachRoom,
  "page": pageZone,
  "intercom": speakAt,
  "echo-test": reachEchoTest,
  "park": parkCaller,
  "park-slot": reachSlot,
  "pick-up": pickUpGroup,
  "pick-up-at": pickUpNumber,
};
