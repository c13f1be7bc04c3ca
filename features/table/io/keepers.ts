import type { KeeperTable } from "../../../core/store/io/mod.ts";
import { asteriskKeeper } from "../../asterisk/io/mod.ts";
import { missedKeeper } from "../../missed/io/keeper/mod.ts";

/** What features keep of the record, by the name of their database. */
export const KEEPERS: KeeperTable = {
  asterisk: asteriskKeeper,
  missed: missedKeeper,
};
