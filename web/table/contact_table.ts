import type { BookEntry } from "../../features/contacts/mod.ts";
import type { Column } from "../../features/reports/mod.ts";
import type { Words } from "../words/mod.ts";
import type { Table } from "./csv_answer.ts";

/** The phone book as a table, a column for each number: what is read again as it was. */
export function contactTable(
  all: readonly BookEntry[],
  { directory: { list: words, fields } }: Pick<Words, "directory">,
): Table {
  const most = Math.max(1, ...all.map(({ numbers }) => numbers.length));
  const column = (key: string, title: string): Column => ({ key, title, unit: "text" });
  const columns = [
    column("name", words.name),
    column("company", words.company),
    column("note", words.note),
    column("vip", "VIP"),
    ...Array.from({ length: most }, (_, at) => column(`number-${at}`, `${fields.number} ${at + 1}`)),
  ];
  const rows = all.map((entry) => [
    entry.name,
    entry.company ?? "",
    entry.note ?? "",
    entry.isVip === true ? "VIP" : "",
    ...Array.from({ length: most }, (_, at) => numberAt(entry, at)),
  ]);
  return { key: "directory", columns, pieces: [rows] };
}

/** One with a country stands without what is between its digits: with it, it would look like a formula. */
function numberAt({ numbers, keys }: BookEntry, at: number): string {
  const number = numbers[at];
  return number === undefined ? "" : number.startsWith("+") ? keys[at] ?? number : number;
}
