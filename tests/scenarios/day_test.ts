import assert from "node:assert/strict";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { Day } from "./day.ts";

const ROUGH = { loss: 0.05, duplicates: 0.02, delayMs: 60 };

Deno.test("a working day: 5,000 calls between 50 phones with 5 % loss, duplicates and reordering leave nothing behind", () => {
  const day = new Day({ seed: 7, calls: 5_000, weather: ROUGH });
  assert.equal(day.lab.phones.length, 50);
  day.work(5_000);
  assert.ok(day.dialled >= 5_000);
  assertNothingLeft(day.lab);
  const count = (type: string) => day.lab.events.filter((event) => event.type === type).length;
  assert.ok(count("call.started") > 4_500, `${count("call.started")} calls started`);
  assert.equal(count("call.started"), count("call.ended"));
  assert.equal(count("leg.offered"), count("leg.ended"));
  for (const type of ["leg.held", "leg.digit", "transfer.asked", "transfer.done", "bridge.made", "leg.quality"]) {
    assert.ok(count(type) > 50, `${type} happened ${count(type)} times`);
  }
});

Deno.test("the same seed gives the same day", () => {
  const [one, other] = [1, 2].map(() => {
    const day = new Day({ seed: 3, calls: 50, weather: ROUGH });
    day.work(50);
    return day.lab.events;
  });
  assert.deepEqual(one, other);
});
