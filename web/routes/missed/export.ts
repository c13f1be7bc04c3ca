import { ANONYMOUS } from "../../../core/routing/mod.ts";
import { countOfAttempts, type KeptEntry } from "../../../features/missed/mod.ts";
import type { Column, Value } from "../../../features/reports/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { csvAnswer } from "../../table/mod.ts";
import { entriesIn, type Wanted, wantedOf } from "./question.ts";
import { rowsOf } from "./row_of.ts";

/** So many are named at once: the box holds no more of the list than that. */
const PIECE = 200;

/** What is looked for in the list, as a table for a spreadsheet: written as the office wants its tables. */
export const missedExport: Route = {
  path: "/missed/export.csv",
  needs: "see-calls",
  get: async (visit) => {
    const { words: { missed: words } } = visit;
    const column = (key: string, title: string, unit: Column["unit"] = "text"): Column => ({ key, title, unit });
    const { list } = words;
    const columns = [
      column("caller", list.caller, "phone"),
      column("name", words.name),
      column("number", words.number, "phone"),
      column("state", list.state),
      column("attempts", words.attempts, "count"),
      column("first", words.first, "instant"),
      column("last", words.last, "instant"),
      column("route", words.route),
      column("trunk", words.trunk),
      column("rang", list.rang),
      column("settled", list.by),
      column("note", words.noted),
    ];
    return await csvAnswer(visit, { key: "missed", columns, pieces: piecesOf(visit, wantedOf(visit)) });
  },
};

/** All entries that are looked for, some at a time, as rows of the table. */
async function* piecesOf(visit: SignedVisit, wanted: Wanted): AsyncGenerator<readonly (readonly Value[])[]> {
  let piece: KeptEntry[] = [];
  for await (const entry of entriesIn(visit, wanted, PIECE)) {
    piece.push(entry);
    if (piece.length < PIECE) continue;
    yield await tableOf(piece, visit);
    piece = [];
  }
  yield await tableOf(piece, visit);
}

async function tableOf(
  entries: readonly KeptEntry[],
  visit: SignedVisit,
): Promise<readonly (readonly Value[])[]> {
  const { list } = visit.words.missed;
  const shown = await rowsOf(entries, visit);
  return entries.map((entry, at) => {
    const { callerKey, did, attempts, trunk = null, rang, note = null, clearedBy, isErased } = entry;
    const { name = null, closedBy = null, route = null, state } = shown[at]!;
    const caller = isErased ? list.erased : callerKey === ANONYMOUS ? list.withheld : callerKey.replace(/^raw:/, "");
    return [
      caller,
      name,
      did,
      clearedBy === undefined || state === "open" ? list.states[state] : list.clearedBy[clearedBy],
      countOfAttempts(entry),
      attempts[0]?.at ?? null,
      attempts.at(-1)?.at ?? null,
      route,
      trunk,
      rang.join(", "),
      closedBy,
      note,
    ];
  });
}
