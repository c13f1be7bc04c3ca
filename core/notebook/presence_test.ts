import assert from "node:assert/strict";
import { type OwnWord, readOwnWord, writeOwnWord } from "./presence.ts";

Deno.test("an own word is read as it was written", () => {
  const word: OwnWord = { state: "away", note: "Back at three", saidAt: 1_700_000_000_000 };
  assert.deepEqual(readOwnWord(writeOwnWord(word)), word);
  assert.deepEqual(readOwnWord(writeOwnWord({ state: "busy", saidAt: 1 })), { state: "busy", saidAt: 1 });
});

Deno.test("what makes no sense is no word", () => {
  for (const value of [undefined, null, "away", [1], { state: 7, saidAt: 1 }, { state: "away" }]) {
    assert.equal(readOwnWord(value), undefined);
  }
});
