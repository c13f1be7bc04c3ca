import assert from "node:assert/strict";
import { Times } from "./times.ts";

const at = (text: string) => Date.parse(text);
const BUCHAREST = "Europe/Bucharest";
/** Friday until Tuesday; the clocks of Bucharest go back in the night before Sunday. */
const PERIOD = { from: at("2025-10-23T21:00:00Z"), to: at("2025-10-28T22:00:00Z") };

function told(
  clock: ConstructorParameters<typeof Times>[1],
  period = PERIOD,
  before: number = Infinity,
): readonly string[] {
  const iso = (instant: number) => new Date(instant).toISOString().slice(5, 16);
  return [...new Times(period, clock).pieces(before)].map(({ from, to }) => `${iso(from)} ${iso(to)}`);
}

Deno.test("an hour of the day is as many pieces as there are days, the last one first, and two hours where the clock goes back", () => {
  assert.deepEqual(told({ timeZone: BUCHAREST, hour: 3 }), [
    ...["10-28T01:00 10-28T02:00", "10-27T01:00 10-27T02:00", "10-26T00:00 10-26T02:00"],
    ...["10-25T00:00 10-25T01:00", "10-24T00:00 10-24T01:00"],
  ]);
  assert.deepEqual(told({ timeZone: "Asia/Kolkata", hour: 0 }, PERIOD, at("2025-10-24T18:45:00Z")), [
    "10-24T18:30 10-24T18:45",
  ]);
});

Deno.test("a day of the week is whole, and as much of it as the period has", () => {
  assert.deepEqual(told({ timeZone: BUCHAREST, weekday: 7 }), ["10-25T21:00 10-26T22:00"]);
  assert.deepEqual(told({ timeZone: BUCHAREST, weekday: 5 }), ["10-23T21:00 10-24T21:00"]);
  assert.deepEqual(told({ timeZone: BUCHAREST, weekday: 2, hour: 9 }), ["10-28T07:00 10-28T08:00"]);
  assert.deepEqual(told({ timeZone: BUCHAREST, weekday: 3 }), []);
  const cut = { from: at("2025-10-26T10:07:00Z"), to: at("2025-10-26T10:41:07Z") };
  assert.deepEqual(told({ timeZone: BUCHAREST, hour: 12 }, cut), ["10-26T10:07 10-26T10:41"]);
});
