import assert from "node:assert/strict";
import { readPromptNames } from "./mod.ts";

Deno.test("the names of what the box can say are those of its words, alike in both languages", () => {
  const [english, romanian] = [readPromptNames("en"), readPromptNames("ro")];
  for (const name of ["welcome", "hours-closed", "letter-a", "time-is"]) {
    assert.ok(english.has(name) && romanian.has(name), name);
  }
  assert.ok(!english.has("en/welcome") && !english.has("nothing"));
});
