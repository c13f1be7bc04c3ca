import assert from "node:assert/strict";
import { cutPage } from "./cut_page.ts";

type Letter = readonly [at: number, id: string];

const ALL: readonly Letter[] = [[1, "b"], [1, "a"], [2, "d"], [3, "c"], [3, "e"]];

/** The ids of the pages of two, one after the other; what `between` leaves of the list is there from the second one on. */
function pages(between: (all: readonly Letter[]) => readonly Letter[]): readonly string[] {
  const told: string[] = [];
  let cursor: string | undefined;
  for (let all = ALL;; all = between(all)) {
    const page = cutPage(all, { limit: 2, ...cursor === undefined ? {} : { cursor } }, (letter) => letter);
    assert.ok(!(page instanceof Response));
    told.push(page.rows.map(([, id]) => id).join(""));
    if (page.next === null) return told;
    cursor = page.next;
  }
}

Deno.test("a list is told page by page, in its order, and each of it once", () => {
  assert.deepEqual(pages((all) => all), ["ba", "dc", "e"]);
});

Deno.test("whoever takes out what he was told is told of all the others", () => {
  assert.deepEqual(pages((all) => all.slice(2)), ["ba", "dc", "e"]);
});

Deno.test("where but the last one of a page has gone, those of its instant are told again, and none is passed over", () => {
  assert.deepEqual(pages((all) => all.filter(([, id]) => id !== "a")), ["ba", "bd", "ce"]);
});

Deno.test("a list that has gone ends, and a cursor of another list is refused", async () => {
  assert.deepEqual(pages(() => []), ["ba", ""]);
  const refused = cutPage(ALL, { limit: 2, cursor: "c2F5" }, (letter) => letter);
  assert.ok(refused instanceof Response);
  assert.match((await refused.json()).detail, /^Cannot read cursor "c2F5"/);
});
