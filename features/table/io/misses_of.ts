import { type EntryQuestion, type KeptEntry, placeOf } from "../../missed/mod.ts";
import { type Miss, missesFrom, type Period } from "../../reports/mod.ts";

/** So many at a time: whoever else asks for the list gets his turn between two pages. */
const PAGE = 1_000;

/** Who was missed in a period, for reports: what became of each entry of the list whose last attempt was in it. */
export async function missesOf(
  list: { entries(question: EntryQuestion): Promise<readonly KeptEntry[]> },
  { from: since, to: until }: Period,
): Promise<readonly Miss[]> {
  const misses: Miss[] = [];
  for (let question: EntryQuestion = { since, until, limit: PAGE };;) {
    const page = await list.entries(question);
    misses.push(...missesFrom(page));
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return misses;
    question = { ...question, after: placeOf(last) };
  }
}
