import { type BookEntry, writeVcards } from "../../../features/contacts/mod.ts";
import type { Column } from "../../../features/reports/mod.ts";
import type { Route } from "../../page/mod.ts";
import { csvAnswer, fileAnswer } from "../csv_answer.ts";
import { readerOf } from "./reader.ts";

/** The phone book as a table, a column for each number: what is read again as it was. */
export const directoryCsv: Route = {
  path: "/directory/export.csv",
  needs: "keep-contacts",
  get: async (visit) => {
    const { world, words: { directory: { list: words, fields } } } = visit;
    const all = world.contacts.find("", readerOf(visit));
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
    return await csvAnswer(visit, { key: "directory", columns, pieces: [rows] });
  },
};

/** The same as cards. */
export const directoryVcards: Route = {
  path: "/directory/export.vcf",
  needs: "keep-contacts",
  get: async (visit) => {
    const text = await writeVcards(visit.world.contacts.find("", readerOf(visit)));
    return fileAnswer(text, { type: "text/vcard; charset=utf-8", name: "directory.vcf" });
  },
};

/** One with a country stands without what is between its digits: with it, it would look like a formula. */
function numberAt({ numbers, keys }: BookEntry, at: number): string {
  const number = numbers[at];
  return number === undefined ? "" : number.startsWith("+") ? keys[at] ?? number : number;
}
