import type { Directory } from "../../core/directory/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import type { Column } from "../../features/reports/mod.ts";
import { type CallsWanted, findCalls, lineOf, namingIn, numbersOf, outsideIn } from "../calls/mod.ts";
import type { Words } from "../words/mod.ts";
import type { Table, TableRows } from "./csv_answer.ts";

/** So many are read at once: the box holds no more of the list than that. */
const PIECE = 500;

export interface CallTableWorld {
  readonly reader: RecordReader;
  directory(): Directory;
  /** What people outside are called, by their numbers. */
  names(numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The calls that are looked for, newest first, each as a line of the list tells it. */
export function callTable(
  world: CallTableWorld,
  { calls: words }: Pick<Words, "calls">,
  wanted: Omit<CallsWanted, "limit">,
): Table {
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
    column("account", words.account),
    column("outcome", words.outcome),
    column("by", words.by),
    column("talked", words.talked, "seconds"),
  ];
  return { key: "calls", columns, pieces: piecesOf(world, words, wanted) };
}

async function* piecesOf(
  { reader, directory, names }: CallTableWorld,
  words: Words["calls"],
  wanted: Omit<CallsWanted, "limit">,
): AsyncGenerator<TableRows> {
  const office = directory();
  for (let after = wanted.after;;) {
    const found = await findCalls(reader, { ...wanted, after, limit: PIECE });
    const naming = namingIn(office, await names(outsideIn(numbersOf(found.rows), office.office.country)));
    yield found.rows.map((row) => lineOf(row, naming)).map((line) => [
      line.call,
      line.at,
      words.directions[line.direction],
      line.from?.number ?? null,
      line.from === undefined ? words.hidden : line.from.name ?? null,
      line.dialled,
      line.called,
      line.queue ?? null,
      line.account ?? null,
      words.outcomes[line.outcome],
      line.reached ?? null,
      line.talkedMs / 1_000,
    ]);
    after = found.older;
    if (after === undefined) return;
  }
}
