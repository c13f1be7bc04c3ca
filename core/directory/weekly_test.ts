import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import type { WeeklySpan } from "./hours.ts";
import { nextEdge } from "./weekly.ts";

const ZONE = "Europe/Bucharest";
const NIGHTS: readonly WeeklySpan[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 1320, to: 420 }];
const OFFICE: readonly WeeklySpan[] = [
  { days: [1, 2, 3, 4, 5], from: 540, to: 780 },
  { days: [1, 2, 3, 4, 5], from: 780, to: 1050 },
];

const CASES: readonly (readonly [what: string, spans: readonly WeeklySpan[], now: string, edge: string | undefined])[] =
  [
    ["the evening comes", NIGHTS, "2026-11-23T12:00+02:00", "2026-11-23T22:00+02:00"],
    ["the morning after", NIGHTS, "2026-11-23T22:00+02:00", "2026-11-24T07:00+02:00"],
    ["after midnight", NIGHTS, "2026-11-24T03:00+02:00", "2026-11-24T07:00+02:00"],
    ["what adjoins is one", OFFICE, "2026-11-23T10:00+02:00", "2026-11-23T17:30+02:00"],
    ["over the weekend", OFFICE, "2026-11-27T17:30+02:00", "2026-11-30T09:00+02:00"],
    ["over the end of summer time", NIGHTS, "2026-10-24T23:00+03:00", "2026-10-25T07:00+02:00"],
    ["over its beginning", NIGHTS, "2026-03-28T23:00+02:00", "2026-03-29T07:00+03:00"],
    [
      "a whole day ends at midnight",
      [{ days: [1], from: 0, to: 1440 }],
      "2026-11-23T05:00+02:00",
      "2026-11-24T00:00+02:00",
    ],
    ["once a week", [{ days: [1], from: 60, to: 120 }], "2026-11-23T02:00+02:00", "2026-11-30T01:00+02:00"],
    ["always", [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }], "2026-11-23T05:00+02:00", undefined],
    ["never", [], "2026-11-23T05:00+02:00", undefined],
  ];

for (const [what, spans, now, edge] of CASES) {
  Deno.test(`the next edge of a week: ${what}`, () => {
    assert.equal(nextEdge(spans, Date.parse(now) as WallTime, ZONE), edge === undefined ? undefined : Date.parse(edge));
  });
}
