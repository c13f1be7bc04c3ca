import type { Column, Value } from "../../../features/reports/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { csvAnswer } from "../../table/mod.ts";
import { actionOf } from "../../words/mod.ts";
import { factsOf } from "./facts.ts";
import { wantedOf } from "./question.ts";

/** So many are read at once: the box holds no more of the audit than that. */
const PIECE = 500;

/** What is looked for in the audit, as a table for a spreadsheet: an act by its name, and in the reader's words. */
export const auditExport: Route = {
  path: "/audit/export.csv",
  needs: "see-audit",
  get: async (visit) => {
    const { words: { audit: words } } = visit;
    const column = (key: string, title: string, unit: Column["unit"] = "text"): Column => ({ key, title, unit });
    const columns = [
      column("sequence", words.number, "count"),
      column("when", words.when, "instant"),
      column("who", words.who),
      column("action", words.action),
      column("does", words.inWords),
      column("facts", words.facts),
      column("address", words.address),
    ];
    return await csvAnswer(visit, { key: "audit", columns, pieces: piecesOf(visit) });
  },
};

async function* piecesOf(visit: SignedVisit): AsyncGenerator<readonly (readonly Value[])[]> {
  const { world, words } = visit;
  for (let { question } = wantedOf(visit);;) {
    const lines = await world.audit.lines({ ...question, limit: PIECE });
    yield lines.map((line) => [
      line.sequence,
      line.at,
      line.who,
      line.action,
      actionOf(line.action, words.language),
      factsOf(line, visit),
      line.address,
    ]);
    const last = lines.at(-1);
    if (last === undefined || lines.length < PIECE) return;
    question = { ...question, before: last.sequence };
  }
}
