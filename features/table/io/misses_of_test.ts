import assert from "node:assert/strict";
import { type EntryQuestion, isWanted, type KeptEntry, placeOf } from "../../missed/mod.ts";
import { missesOf } from "./misses_of.ts";

function entryAt(at: number): KeptEntry {
  const isOpen = at % 2 === 0;
  return {
    ...{ id: `c${at}`, tenant: "own", callerKey: "+40722000111", did: "+40211234567", rang: ["101"], route: "101" },
    ...{ attempts: [{ call: `c${at}`, at, endedAt: at + 1 }], attemptsSinceOpen: 1, reopenedCount: 0, audit: [] },
    ...{ note: undefined, isErased: false, closedByExt: undefined },
    state: isOpen ? "open" : "cleared",
    clearedBy: isOpen ? undefined : "returned",
    closedAt: isOpen ? undefined : at + 5,
  };
}

Deno.test("all who were missed in a period are told to reports, however many pages they fill", async () => {
  const all = Array.from({ length: 2_400 }, (_, nth) => entryAt(2_400 - nth));
  const asked: number[] = [];
  const list = {
    entries: (question: EntryQuestion) => {
      asked.push(question.limit);
      const from = question.after === undefined ? Infinity : question.after[0];
      const wanted = all.filter((entry) => isWanted(entry, question, "UTC") && placeOf(entry)[0] < from);
      return Promise.resolve(wanted.slice(0, question.limit));
    },
  };
  const misses = await missesOf(list, { from: 101, to: 2_301 });
  assert.deepEqual([misses.length, asked.length], [2_200, 3]);
  assert.deepEqual([misses[0], misses[1]], [{ at: 2_300, how: "open" }, {
    at: 2_299,
    how: "returned",
    closedAt: 2_304,
  }]);
  assert.deepEqual(await missesOf(list, { from: 0, to: 1 }), []);
});
