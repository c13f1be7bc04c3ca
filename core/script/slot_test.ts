import assert from "node:assert/strict";
import { SLOT_RULE } from "./slot.ts";

Deno.test("a slot has whoever came first, until he gives it up; nobody else can", () => {
  const taken = SLOT_RULE.move(SLOT_RULE.empty, "a", "take");
  assert.deepEqual(taken, { state: "a", outcome: true });
  assert.deepEqual(SLOT_RULE.move("a", "b", "take"), { state: "a", outcome: false });
  assert.deepEqual(SLOT_RULE.move("a", "b", "give-up"), { state: "a", outcome: undefined });
  assert.deepEqual(SLOT_RULE.move("a", "b", "look"), { state: "a", outcome: "a" });
  assert.deepEqual(SLOT_RULE.move("a", "a", "give-up"), { state: undefined, outcome: undefined });
  assert.deepEqual([SLOT_RULE.present("a"), SLOT_RULE.present(undefined)], [["a"], []]);
});
