import type { Column, Value } from "../../../features/reports/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { csvAnswer } from "../../table/mod.ts";
import { findCalls } from "../../calls/mod.ts";
import { namingIn, outsideIn } from "./naming.ts";
import { type Wanted, wantedOf } from "./question.ts";
import { lineOf, numbersOf } from "./row_of.ts";
import { callScopeOf, sourcesOf } from "./scope.ts";

/** So many are read at once: the box holds no more of the list than that. */
const PIECE = 500;

/** The calls that are looked for in the list, as a table for a spreadsheet. */
export const callsExport: Route = {
  path: "/calls/export.csv",
  needs: "own",
  get: async (visit) => {
    const { words: { calls: words } } = visit;
    const column = (key: string, title: string, unit: Column["unit"] = "text"): Column => ({ key, title, unit });
    const columns = [
      column("call", words.call),
      column("when", words.when, "instant"),
      column("direction", words.direction),
      column("from", words.from, "phone"),
      column("from_name", words.fromName),
      column("to", words.to, "phone"),
      column("to_name", words.toName),
      column("queue", words.queue),
      column("outcome", words.outcome),
      column("by", words.by),
      column("talked", words.talked, "seconds"),
    ];
    return await csvAnswer(visit, { key: "calls", columns, pieces: piecesOf(visit, await wantedOf(visit)) });
  },
};

/** All calls that are looked for, some at a time, as rows of the table. */
async function* piecesOf(
  { world, account, words: { calls: words } }: SignedVisit,
  wanted: Wanted,
): AsyncGenerator<readonly (readonly Value[])[]> {
  const directory = world.directory();
  const scope = callScopeOf(account);
  const concerned = scope === undefined ? undefined : sourcesOf(scope, directory);
  for (let after = wanted.after;;) {
    const found = await findCalls(world.reader, { ...wanted, after, limit: PIECE, scope: concerned });
    const names = await world.names(outsideIn(numbersOf(found.rows), directory.office.country));
    const naming = namingIn(directory, names);
    yield found.rows.map((row) => lineOf(row, naming)).map((line) => [
      line.call,
      line.at,
      words.directions[line.direction],
      line.from?.number ?? null,
      line.from === undefined ? words.hidden : line.from.name ?? null,
      line.dialled,
      line.called,
      line.queue ?? null,
      words.outcomes[line.outcome],
      line.reached ?? null,
      line.talkedMs / 1_000,
    ]);
    after = found.older;
    if (after === undefined) return;
  }
}
