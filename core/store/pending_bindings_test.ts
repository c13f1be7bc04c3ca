import assert from "node:assert/strict";
import { bindingOf } from "./exam.ts";
import { PendingBindings } from "./pending_bindings.ts";

const sizeOne = () => 1;

Deno.test("of several changes to one binding only the last waits", () => {
  const pending = new PendingBindings();
  pending.put(bindingOf("101", 1));
  pending.put(bindingOf("102", 1));
  pending.put(bindingOf("101", 2));
  pending.remove("102", bindingOf("102", 1).contact);
  assert.equal(pending.size, 2);
  assert.deepEqual(pending.take(10, 10, sizeOne).map((change) => change.binding?.expiresAt), [2, undefined]);
  assert.equal(pending.size, 0);
});

const LIMITS: readonly { most: number; room: number; taken: number }[] = [
  { most: 2, room: 100, taken: 2 },
  { most: 9, room: 100, taken: 5 },
  { most: 9, room: 3, taken: 3 },
  { most: 9, room: 1, taken: 1 },
];

for (const { most, room, taken } of LIMITS) {
  Deno.test(`of five changes ${taken} are taken within ${most} changes and room for ${room}`, () => {
    const pending = new PendingBindings();
    for (const number of ["1", "2", "3", "4", "5"]) pending.put(bindingOf(number, 1));
    const numbers = pending.take(most, room, sizeOne).map((change) => change.number);
    assert.deepEqual(numbers, ["1", "2", "3", "4", "5"].slice(0, taken));
    assert.equal(pending.size, 5 - taken);
  });
}

Deno.test("what could not be written comes back, but not over something newer", () => {
  const pending = new PendingBindings();
  pending.put(bindingOf("101", 1));
  pending.put(bindingOf("102", 1));
  const failed = pending.take(10, 10, sizeOne);
  pending.put(bindingOf("101", 2));
  pending.giveBack(failed);
  const ends = new Map(pending.take(10, 10, sizeOne).map((change) => [change.number, change.binding?.expiresAt]));
  assert.deepEqual([ends.get("101"), ends.get("102"), ends.size], [2, 1, 2]);
});
