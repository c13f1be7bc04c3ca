import assert from "node:assert/strict";
import { eventsFrom } from "./exam.ts";
import { BATCH, FULL_PAST, RecordQueue, ROOM_AGAIN_AT } from "./record_queue.ts";

/** `count` events behind each other. */
function manyFrom(first: number, count: number): ReturnType<typeof eventsFrom> {
  return eventsFrom(first, "c1", Array.from({ length: count }, () => ({ type: "leg.held", leg: "a" })));
}

function sequencesOf(batch: readonly { readonly sequence: number }[]): readonly number[] {
  return batch.map((event) => event.sequence);
}

Deno.test("what was taken back is taken again, in order, with what came meanwhile", () => {
  const queue = new RecordQueue(41);
  for (const event of manyFrom(42, 2)) queue.append(event);
  assert.deepEqual(sequencesOf(queue.take()), [42, 43]);
  queue.append(manyFrom(44, 1)[0]!);
  assert.equal(queue.unsent, 1);
  queue.takeBack();
  assert.deepEqual(sequencesOf(queue.take()), [42, 43, 44]);
  queue.acknowledge(43);
  queue.acknowledge(43);
  queue.acknowledge(12);
  assert.deepEqual([queue.waiting, queue.unsent, queue.acknowledged, queue.last], [1, 0, 43, 44]);
  queue.acknowledge(44);
  assert.deepEqual(queue.take(), []);
});

Deno.test("an event that was never sent cannot be acknowledged", () => {
  const queue = new RecordQueue(0);
  for (const event of manyFrom(1, 2)) queue.append(event);
  assert.throws(() => queue.acknowledge(1), /Cannot acknowledge event "1": it was never sent/);
});

Deno.test("the queue is full past 10,000, drops nothing, and has room again at half of that", () => {
  const queue = new RecordQueue(0);
  const all = manyFrom(1, FULL_PAST + 500);
  const fullAt = all.findIndex((event) => {
    queue.append(event);
    return queue.full;
  });
  assert.equal(all[fullAt]?.sequence, 10_001);
  for (const event of all.slice(fullAt + 1)) queue.append(event);
  const written: number[] = [];
  while (queue.waiting > 0) {
    const batch = queue.take();
    assert.ok(batch.length <= BATCH);
    written.push(...sequencesOf(batch));
    queue.acknowledge(batch.at(-1)!.sequence);
    assert.equal(queue.full, queue.waiting > ROOM_AGAIN_AT);
  }
  assert.deepEqual(written, sequencesOf(all));
});
