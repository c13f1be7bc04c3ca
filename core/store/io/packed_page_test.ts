import assert from "node:assert/strict";
import type { ChainedRow } from "../day_chain.ts";
import { packPage, unpackPage } from "./packed_page.ts";

function rows(count: number, more: (at: number) => Partial<ChainedRow> = () => ({})): readonly ChainedRow[] {
  return Array.from({ length: count }, (_, at) => ({
    sequence: 1_000 + at,
    call: `c${at % 3}`,
    at: 1_750_000_000_000.123 + at * 7.25,
    monotonic_ms: 12_345.678901 + at * 7.25,
    boot: 4,
    type: at % 2 === 0 ? "leg.ringing" : "leg.ended",
    leg: at % 5 === 0 ? null : `l${at % 2}`,
    facts: JSON.stringify({ at, text: "Ștefan „Fane”\n" }),
    ...more(at),
  }));
}

const PAGES: readonly (readonly [string, readonly ChainedRow[]])[] = [
  ["one event", rows(1)],
  ["many events", rows(512)],
  [
    "a clock that was put back, and another run of the box",
    rows(9, (at) => ({ at: 1e12 - at, boot: at, monotonic_ms: at })),
  ],
  ["times finer than a clock's", rows(9, (at) => ({ at: Math.PI * at, monotonic_ms: Math.E / (at + 1) }))],
  ["what belongs to no call", rows(3, () => ({ call: "", leg: null, facts: "{}" }))],
];

for (const [name, page] of PAGES) {
  Deno.test(`a page of ${name} comes out of its packing as it went in`, () => {
    assert.deepEqual(unpackPage(packPage(page)), page);
  });
}

Deno.test("a page takes a tenth of the room", () => {
  const page = rows(512);
  assert.ok(packPage(page).length < JSON.stringify(page).length / 10);
});
