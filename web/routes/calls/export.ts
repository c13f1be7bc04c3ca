import type { Row } from "../../../core/record/mod.ts";
import type { Column, Value } from "../../../features/reports/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { csvAnswer } from "../csv_answer.ts";
import { findCalls } from "./find_calls.ts";
import { namingIn, outsideIn } from "./naming.ts";
import { type Wanted, wantedOf } from "./question.ts";
import { lineOf, numbersOf } from "./row_of.ts";
import { callScopeOf, sourcesOf } from "./scope.ts";

/** So many at most: a spreadsheet takes more, a browser's patience does not. */
const MOST = 10_000;
/** So many are read between two looks at what else is to be done. */
const PIECE = 500;

/** The calls that are looked for in the list, as a table for a spreadsheet. */
export const callsExport: Route = {
  path: "/calls/export.csv",
  needs: "own",
  get: async (visit) => {
    const { world, words: { calls: words, nav } } = visit;
    const rows = await allOf(visit, wantedOf(visit));
    const directory = world.directory();
    const names = await world.names(outsideIn(numbersOf(rows), directory.office.country));
    const naming = namingIn(directory, names);
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
    const lines = rows.map((row) => lineOf(row, naming)).map((line): readonly Value[] => [
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
    return await csvAnswer(visit, { key: "calls", title: nav.calls, columns, rows: lines });
  },
};

async function allOf({ world, account }: SignedVisit, wanted: Wanted): Promise<readonly Row[]> {
  const scope = callScopeOf(account);
  const concerned = scope === undefined ? undefined : sourcesOf(scope, world.directory());
  const rows: Row[] = [];
  for (let after = wanted.after;;) {
    const found = await findCalls(world.reader, { ...wanted, after, limit: PIECE, scope: concerned });
    rows.push(...found.rows);
    after = found.older;
    if (after === undefined || rows.length >= MOST) return rows.slice(0, MOST);
  }
}
