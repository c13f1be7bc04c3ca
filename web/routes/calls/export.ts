import type { Route } from "../../page/mod.ts";
import { callTable, csvAnswer } from "../../table/mod.ts";
import { wantedOf } from "./question.ts";
import { callScopeOf, sourcesOf } from "./scope.ts";

/** The calls that are looked for in the list, as a table for a spreadsheet. */
export const callsExport: Route = {
  path: "/calls/export.csv",
  needs: "own",
  get: async (visit) => {
    const { world, account, words } = visit;
    const seen = callScopeOf(account);
    const scope = seen === undefined ? undefined : sourcesOf(seen, world.directory());
    return await csvAnswer(visit, callTable(world, words, { ...await wantedOf(visit), scope }));
  },
};
