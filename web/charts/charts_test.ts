import assert from "node:assert/strict";
import { mostOf } from "./chart.ts";
import {
  dayPoints,
  hourPoints,
  namedPoints,
  panned,
  pinched,
  scaled,
  stackOf,
  ticksIn,
  topOf,
  wholeOf,
  zoomedTo,
} from "./mod.ts";

const WEEK = 168;

Deno.test("a frame drawn in either direction shows whole points, never fewer than three", () => {
  assert.deepEqual(zoomedTo(20.2, 10.8, WEEK), { from: 10.5, to: 20.5 });
  assert.deepEqual(zoomedTo(0, 0, WEEK), { from: -0.5, to: 2.5 });
  assert.deepEqual(zoomedTo(-90, 900, WEEK), wholeOf(WEEK));
  assert.deepEqual(zoomedTo(0, 1, 2), wholeOf(2), "there are not so many");
});

Deno.test("what is moved stays as wide, and stops at both ends", () => {
  const view = zoomedTo(10, 19, WEEK);
  assert.deepEqual(panned(view, 5, WEEK), { from: 14.5, to: 24.5 });
  assert.deepEqual(panned(view, -50, WEEK), { from: -0.5, to: 9.5 });
  assert.deepEqual(panned(view, 500, WEEK), { from: 157.5, to: 167.5 });
});

Deno.test("closer and further away go around the middle, as far as the whole", () => {
  assert.deepEqual(scaled({ from: 10, to: 20 }, 0.5, WEEK), { from: 12.5, to: 17.5 });
  assert.deepEqual(scaled({ from: 10, to: 20 }, 100, WEEK), wholeOf(WEEK));
});

Deno.test("what is below two fingers stays below them", () => {
  const view = { from: 40, to: 140 };
  const round = ({ from, to }: typeof view) => [from, to].map((place) => Math.round(10 * place) / 10);
  assert.deepEqual(round(pinched(view, [0.25, 0.75], [0.35, 0.85], WEEK)), [30, 130]);
  assert.deepEqual(round(pinched(view, [0.25, 0.75], [0, 1], WEEK)), [65, 115]);
  assert.deepEqual(round(pinched(view, [0, 1], [0.5, 0.5], WEEK)), [-0.5, 167.5]);
});

Deno.test("ticks are those for which there is room, midnights before noons, over the night in which clocks change", () => {
  const first = Date.parse("2026-10-23T21:00:00Z");
  const hours = Array.from({ length: 73 }, (_, at) => first + 3_600_000 * at);
  const points = hourPoints(hours, { timeZone: "Europe/Bucharest", language: "en" });
  const ticks = (from: number, to: number, most: number) =>
    ticksIn(points, { from, to, most }).map((at) => points[at]!.tick);
  assert.deepEqual(ticks(-0.5, 72.5, 4), ["24 Oct", "25 Oct", "26 Oct"]);
  assert.deepEqual(ticks(-0.5, 72.5, 6), ["24 Oct", "12:00", "25 Oct", "12:00", "26 Oct", "12:00"]);
  assert.deepEqual(ticks(-0.5, 72.5, 2), ["24 Oct", "26 Oct"]);
  assert.deepEqual(ticks(8.5, 12.5, 9), ["09:00", "10:00", "11:00", "12:00"]);
  assert.equal(points[9]!.label, "Sat 24 Oct, 09:00");
  const many = namedPoints(Array.from({ length: 100 }, (_, at) => String(at)));
  assert.ok(ticksIn(many, { from: 0, to: 99, most: 7 }).length <= 7);
  const week = dayPoints(Array.from({ length: 7 }, (_, at) => `2026-11-${14 + at}`), "en");
  assert.deepEqual(ticksIn(week, { from: 0, to: 6, most: 6 }), [0, 2, 4, 6], "more than the one Monday");
  assert.deepEqual(dayPoints(["2026-03-01", "2026-03-02"], "ro").map(({ tick, grade }) => [tick, grade]), [[
    "1 mar.",
    0,
  ], ["2 mar.", 1]]);
});

Deno.test("a chart ends above what is in it, at a number that people count by", () => {
  assert.deepEqual([0, 1, 9, 37, 420, 1_234_567].map((most) => topOf(most, "count").top), [
    1,
    1,
    10,
    40,
    600,
    1_500_000,
  ]);
  assert.deepEqual([7, 65, 500].map((most) => topOf(most, "seconds").top), [10, 80, 600]);
  assert.deepEqual(topOf(0.2, "share"), { top: 1, step: 0.25 });
});

Deno.test("bars stand on each other, lines do not", () => {
  const curve = { label: "", tone: "soft", drawn: "bars" } as const;
  const chart = {
    ...{ key: "calls", title: "", unit: "count", points: namedPoints(["a", "b"]) } as const,
    curves: [
      { ...curve, key: "answered", values: [3, null] },
      { ...curve, key: "missed", values: [1, 2] },
      { ...curve, key: "before", drawn: "dashes", values: [9, null] } as const,
    ],
  };
  assert.deepEqual(stackOf(chart), [[3, 0], [4, 2], null]);
  assert.equal(mostOf(chart), 9);
});
