import type { Route } from "../../page/mod.ts";
import { csvAnswer, MISSED_PIECE, missedTable } from "../../table/mod.ts";
import { entriesIn, wantedOf } from "./question.ts";

/** What is looked for in the list, as a table for a spreadsheet: written as the office wants its tables. */
export const missedExport: Route = {
  path: "/missed/export.csv",
  needs: "see-calls",
  get: async (visit) => await csvAnswer(visit, missedTable(visit, entriesIn(visit, wantedOf(visit), MISSED_PIECE))),
};
