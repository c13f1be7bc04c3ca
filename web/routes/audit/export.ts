import type { Route } from "../../page/mod.ts";
import { auditTable, csvAnswer } from "../../table/mod.ts";
import { wantedOf } from "./question.ts";

/** What is looked for in the audit, as a table for a spreadsheet. */
export const auditExport: Route = {
  path: "/audit/export.csv",
  needs: "see-audit",
  get: async (visit) => {
    const { world: { audit }, words } = visit;
    return await csvAnswer(visit, auditTable(audit, words, wantedOf(visit).question));
  },
};
