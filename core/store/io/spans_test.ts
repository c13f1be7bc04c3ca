import assert from "node:assert/strict";
import { SeededChance } from "../../base/mod.ts";
import { piecesOf, SPANS } from "./spans.ts";

const HOUR_MS = 3_600_000;

Deno.test("a period is cut into pieces that follow one another, each whole in its table", () => {
  const chance = new SeededChance(5);
  for (let round = 0; round < 500; round++) {
    const from = Date.UTC(2025, 0, 1) + chance.below(9_000) * HOUR_MS;
    const to = from + chance.below(20_000) * HOUR_MS;
    const pieces = piecesOf(from, to);
    assert.deepEqual([pieces[0]?.from ?? from, pieces.at(-1)?.to ?? from], [from, to]);
    for (const [at, piece] of pieces.entries()) {
      const { ms } = SPANS.find(({ ending }) => ending === piece.ending)!;
      assert.ok(piece.from < piece.to);
      assert.equal(piece.from % ms + piece.to % ms, 0);
      if (at > 0) assert.equal(piece.from, pieces[at - 1]!.to);
    }
  }
});

Deno.test("a year is some weeks, and at most as many days and hours as come before and after them", () => {
  const from = Date.UTC(2025, 0, 1, 22);
  const pieces = piecesOf(from, from + 365 * 24 * HOUR_MS);
  assert.deepEqual(pieces.map(({ ending }) => ending), ["", "_day", "_weeks", "_day", ""]);
  assert.deepEqual(piecesOf(from, from), []);
});
