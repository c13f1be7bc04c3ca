import assert from "node:assert/strict";
import type { Json, WallTime } from "../base/mod.ts";
import { readSeat, writeSeat } from "./seat.ts";

Deno.test("a seat is read as it was written", () => {
  const seat = { number: "102", since: 1_700_000_000_000 as WallTime };
  assert.deepEqual(readSeat(writeSeat(seat)), seat);
});

Deno.test("what makes no sense is no seat", () => {
  const senseless: readonly (Json | undefined)[] = [undefined, null, "102", 7, [], {}, { number: 102, since: 1 }, {
    number: "102",
  }];
  for (const value of senseless) assert.equal(readSeat(value), undefined, JSON.stringify(value));
});
