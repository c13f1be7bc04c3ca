import { ANONYMOUS } from "../../../core/routing/mod.ts";
import { countOfAttempts } from "../../../features/missed/mod.ts";
import type { Column, Value } from "../../../features/reports/mod.ts";
import type { Route } from "../../page/mod.ts";
import { csvAnswer } from "../csv_answer.ts";
import { entriesFor, wantedOf } from "./question.ts";
import { rowsOf } from "./row_of.ts";

/** So many at most: a spreadsheet takes more, a browser's patience does not. */
const MOST = 10_000;

/** What is looked for in the list, as a table for a spreadsheet: written as the office wants its tables. */
export const missedExport: Route = {
  path: "/missed/export.csv",
  needs: "see-calls",
  get: async (visit) => {
    const { words: { missed: words, nav } } = visit;
    const wanted = wantedOf(visit);
    const { entries } = await entriesFor(visit, wanted, MOST);
    const shown = await rowsOf(entries, visit);
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
    const rows = entries.map((entry, at): readonly Value[] => {
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
    return await csvAnswer(visit, { key: "missed", title: nav.missed, columns, rows });
  },
};
