import { ANONYMOUS } from "../../core/routing/mod.ts";
import { countOfAttempts, type KeptEntry } from "../../features/missed/mod.ts";
import type { Column } from "../../features/reports/mod.ts";
import { type MissedReader, rowsOf } from "../missed/mod.ts";
import type { Table, TableRows } from "./csv_answer.ts";

/** So many are named at once: the box holds no more of the list than that. */
export const MISSED_PIECE = 200;

/** Missed callers, as they are read, with the names that are known. */
export function missedTable(reader: MissedReader, entries: AsyncIterable<KeptEntry>): Table {
  const { words: { missed: words } } = reader;
  const { list } = words;
  const column = (key: string, title: string, unit: Column["unit"] = "text"): Column => ({ key, title, unit });
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
  return { key: "missed", columns, pieces: piecesOf(reader, entries) };
}

async function* piecesOf(reader: MissedReader, entries: AsyncIterable<KeptEntry>): AsyncGenerator<TableRows> {
  let piece: KeptEntry[] = [];
  for await (const entry of entries) {
    piece.push(entry);
    if (piece.length < MISSED_PIECE) continue;
    yield await tableOf(piece, reader);
    piece = [];
  }
  yield await tableOf(piece, reader);
}

async function tableOf(entries: readonly KeptEntry[], reader: MissedReader): Promise<TableRows> {
  const { list } = reader.words.missed;
  const shown = await rowsOf(entries, reader);
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
