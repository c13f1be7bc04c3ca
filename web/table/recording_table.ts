import type { Directory } from "../../core/directory/mod.ts";
import { callerHides, type Cell } from "../../core/record/mod.ts";
import type { Column, Value } from "../../features/reports/mod.ts";
import {
  findRecordings,
  type FoundRecording,
  keptUntil,
  type RecordingsWanted,
  type RecordingsWorld,
} from "../recordings/mod.ts";
import type { Words } from "../words/mod.ts";
import type { Table, TableRows } from "./csv_answer.ts";

/** So many are read at once: the box holds no more of the list than that. */
const PIECE = 500;

/** The recordings that are looked for, with what is known of their calls; one that is still written has no length yet. */
export function recordingTable(
  world: RecordingsWorld & { directory(): Directory },
  words: Pick<Words, "calls" | "recordings">,
  wanted: Omit<RecordingsWanted, "limit">,
): Table {
  const { calls, recordings } = words;
  const column = (key: string, title: string, unit: Column["unit"] = "text"): Column => ({ key, title, unit });
  const columns = [
    column("call", calls.call),
    column("when", calls.when, "instant"),
    column("length", recordings.length, "seconds"),
    column("from", calls.from, "phone"),
    column("from_name", calls.fromName),
    column("to", calls.to, "phone"),
    column("to_name", calls.toName),
    column("queue", recordings.queue),
    column("account", recordings.account),
    column("kept_until", recordings.keptUntil, "instant"),
    column("file", recordings.file),
  ];
  return { key: "recordings", columns, pieces: piecesOf(world, recordings.hidden, wanted) };
}

async function* piecesOf(
  world: RecordingsWorld & { directory(): Directory },
  hidden: string,
  wanted: Omit<RecordingsWanted, "limit">,
): AsyncGenerator<TableRows> {
  const { keepDays } = world.directory().recording;
  for (let after = wanted.after;;) {
    const { found, older } = await findRecordings(world, { ...wanted, after, limit: PIECE });
    yield found.map((each) => rowOf(each, { hidden, keepDays }));
    after = older;
    if (after === undefined) return;
  }
}

function rowOf(
  { recording, call = {} }: FoundRecording,
  { hidden, keepDays }: { readonly hidden: string; readonly keepDays: number },
): readonly Value[] {
  const { path, call: id, at, durationMs } = recording;
  const from = callerHides(call) ? [null, hidden] : [textOf(call["from_number"]), textOf(call["from_name"])];
  return [
    id,
    at,
    durationMs === undefined ? null : durationMs / 1_000,
    ...from,
    textOf(call["reached_number"] ?? call["dialled"]),
    textOf(call["reached_name"]),
    textOf(call["queue"]),
    textOf(call["account"]),
    keptUntil(recording, keepDays) ?? null,
    path,
  ];
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}
