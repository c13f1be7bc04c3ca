import assert from "node:assert/strict";
import { dateFormat, numberFormat } from "./formats.ts";
import { momentOf, periodOf } from "./moment.tsx";

Deno.test("a format is made once for each language and each zone", () => {
  const short = { dateStyle: "short", timeZone: "UTC" } as const;
  assert.equal(dateFormat("en", short), dateFormat("en", { ...short }));
  assert.notEqual(dateFormat("en", short), dateFormat("ro", short));
  assert.notEqual(dateFormat("en", short), dateFormat("en", { ...short, timeZone: "Europe/Bucharest" }));
  assert.equal(numberFormat("ro", { maximumFractionDigits: 1 }).format(1234.56), "1.234,6");
});

Deno.test("one moment is another hour elsewhere", () => {
  const at = Date.UTC(2026, 10, 21, 7, 30);
  assert.equal(momentOf({ at, timeZone: "UTC", language: "en" }), "21 Nov 2026, 07:30");
  assert.equal(momentOf({ at, timeZone: "Europe/Bucharest", language: "ro" }), "21 nov. 2026, 09:30");
});

Deno.test("whole days are told by their names, and the last one is the last day that counts", () => {
  const place = { timeZone: "Europe/Bucharest", language: "ro" } as const;
  // Eastern European Time is two hours ahead in November.
  const midnight = (day: number) => Date.UTC(2026, 10, day) - 7_200_000;
  assert.equal(periodOf({ from: midnight(15), to: midnight(22) }, place), "15–21 nov. 2026");
  assert.equal(periodOf({ from: midnight(21), to: midnight(22) }, place), "21 nov. 2026");
  const untilNoon = periodOf({ from: midnight(21), to: midnight(21) + 43_200_000 }, place);
  assert.equal(untilNoon, "21 nov. 2026, 00:00 – 21 nov. 2026, 12:00");
});
