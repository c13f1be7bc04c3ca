import assert from "node:assert/strict";
import type { Row } from "../../core/record/mod.ts";
import { tableOf } from "../../core/rates/mod.ts";
import { costOf, type PriceBook, sumOfCosts } from "./cost.ts";
import { makeReport } from "./mod.ts";
import { callAt, MARCH, PLAN } from "./stage.ts";

const rate = (prefix: string, perMinute: number, increment: number, setup = 0) => ({
  ...{ prefix, perMinute, increment, setup },
});
const BOOK: PriceBook = new Map([
  ["digi", tableOf("EUR", [rate("+40", 12_500, 60), rate("+4072", 30_000, 1, 50_000)])],
  ["swiss", tableOf("CHF", [rate("+", 100_000, 60)])],
]);
const seat = (trunk: string | null, number: string, seconds: number | null, direction = "out"): Row => ({
  direction,
  trunk,
  number,
  answered_at: seconds === null ? null : 1_000_000,
  ended_at: 1_000_000 + 1_000 * (seconds ?? 20),
});
const cost = (...seats: readonly Row[]) => costOf(seats, BOOK, (number) => number);

const PRICED:
  readonly (readonly [string, readonly Row[], readonly (readonly [string, number])[] | undefined, number])[] = [
    ["a minute that has begun is paid whole", [seat("digi", "+40211234567", 61)], [["EUR", 25_000]], 0],
    [
      "the longest prefix counts, with its setup, by the second",
      [seat("digi", "+40722000111", 90)],
      [["EUR", 95_000]],
      0,
    ],
    ["who was not answered costs nothing", [seat("digi", "+40211234567", null)], undefined, 0],
    ["who called us costs nothing", [seat("digi", "+40211234567", 60, "in")], undefined, 0],
    ["colleagues cost nothing", [seat(null, "102", 60)], undefined, 0],
    ["what no list knows is told", [seat("digi", "+4930123456", 60), seat("other", "+40211234567", 60)], [], 2],
    [
      "two parts in two currencies are two amounts",
      [seat("digi", "+40211234567", 60), seat("swiss", "+40211234567", 30)],
      [["EUR", 12_500], ["CHF", 100_000]],
      0,
    ],
  ];
for (const [what, seats, of, unknown] of PRICED) {
  Deno.test(`costOf(): ${what}`, () => {
    const found = cost(...seats);
    assert.deepEqual(found && [...found.of], of);
    assert.equal(found?.unknown ?? 0, unknown);
  });
}

Deno.test("costs by extension, trunk and account add up to those of the calls", () => {
  const paid = (madeBy: string, trunk: string, millionths: number, account?: string) =>
    callAt("2026-03-02T09:00:00Z", {
      id: `${madeBy}-${trunk}-${millionths}`,
      direction: "outbound",
      ...{ madeBy, trunk, talkS: 60 },
      ...(account === undefined ? {} : { account }),
      cost: { of: new Map([["EUR", millionths]]), unknown: 0 },
    });
  const calls = [paid("101", "digi", 12_500, "Acme"), paid("101", "orange", 500_000), paid("102", "digi", 25_000)];
  const report = makeReport({ calls: [...calls, callAt("2026-03-02T09:00:00Z")] }, {
    ...PLAN,
    parts: ["costs", "calls"],
  });
  const rowsOf = (key: string) => {
    const section = report.sections.find((each) => each.key === key);
    assert.ok(section?.kind === "table");
    return section.rows;
  };
  assert.deepEqual(rowsOf("costs"), [["101", 2, 120, 0.5125, 0], ["102", 1, 60, 0.025, 0]]);
  assert.deepEqual(rowsOf("trunk_costs"), [["digi", 2, 120, 0.0375, 0], ["orange", 1, 60, 0.5, 0]]);
  assert.deepEqual(rowsOf("account_costs"), [["Acme", 1, 60, 0.0125, 0]]);
  assert.equal(rowsOf("calls").length, 4);
  assert.deepEqual([...sumOfCosts(calls.map(({ cost }) => cost)).of], [["EUR", 537_500]]);
});

Deno.test("figures stand beside those of the period before; of nothing there is no share", () => {
  const FEBRUARY = { from: Date.parse("2026-01-31T22:00:00Z"), to: MARCH.from };
  const before = [callAt("2026-02-03T09:00:00Z", { talkS: 40 }), callAt("2026-02-03T10:00:00Z", { ended: "lost" })];
  const now = [1, 2, 3].map((hour) => callAt(`2026-03-02T0${hour}:00:00Z`));
  const report = makeReport({ calls: now, before }, {
    ...PLAN,
    ...{ parts: ["comparison"], language: "en", periodBefore: FEBRUARY },
  });
  const rows = report.sections.flatMap((section) => section.kind === "table" ? section.rows : []);
  const row = (title: string) => rows.find(([measure]) => measure === title)?.slice(1);
  assert.deepEqual(row("Total calls"), [3, 2, 1, 0.5]);
  assert.deepEqual(row("Missed"), [0, 1, -1, -1]);
  assert.deepEqual(row("Average time"), [60, 40, 20, 0.5]);
  assert.deepEqual(row("Average wait in queues"), [null, null, null, null]);
  const nothing = makeReport({ calls: now, before: [] }, { ...PLAN, period: MARCH, parts: ["comparison"] });
  const [total] = nothing.sections.flatMap((section) => section.kind === "table" ? section.rows : []);
  assert.deepEqual(total?.slice(1), [3, 0, 3, null]);
});
