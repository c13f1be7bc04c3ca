import assert from "node:assert/strict";
import { fail, type Result } from "../base/mod.ts";
import type { Rate } from "../rates/mod.ts";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";

const OFFICE = "office: { name: Lab, country: RO, time_zone: Europe/Bucharest }\n";
const A = "{ name: a, kind: peer, host: a.org, rates: cheap }";
const B = "{ name: b, kind: peer, host: b.org, rates: dear }";
const CHEAP =
  '{ name: cheap, currency: EUR, prices: [{ prefix: "+40", per_minute: "0.01", setup: "0.002", increment: 1 }] }';
const DEAR = "{ name: dear, currency: USD, file: rates/dear.csv }";

const priceList = (path: string): Result<readonly Rate[]> =>
  path === "rates/dear.csv" ? { ok: true, value: [] } : fail("no-file", "it is not in the data folder");
const read = (text: string) => readOffice(`${OFFICE}${text}\n`, { fileName: "office.yml", environment: {}, priceList });

Deno.test("prices, the trunks that charge them and the routes that compare them are read", () => {
  const judged = read(
    `trunks: [${A}, { name: c, kind: peer, host: c.org }]\nrates: [${CHEAP}]\n` +
      `routes: [{ match: "00.", trunks: [a, c], order: cheapest }, { match: "0.", trunks: [a, c], order: weighted, weights: [3, 1] }]\n` +
      `hours: [{ name: office, times: ["mon-fri 09:00-17:00"], open: clock }]\n` +
      `brakes: { off_hours: { hours: office, from: premium } }`,
  );
  assert.ok(judged.ok, JSON.stringify(judged));
  const { rates, routes, trunks, brakes } = judged.value;
  assert.deepEqual(rates, [{
    name: "cheap",
    currency: "EUR",
    prices: [{ prefix: "+40", perMinute: 10_000, setup: 2_000, increment: 1 }],
  }]);
  assert.equal(trunks[0]?.rates, "cheap");
  assert.deepEqual(routes.map(({ order, weights }) => [order, weights]), [["cheapest", undefined], ["weighted", [
    3,
    1,
  ]]]);
  assert.deepEqual(brakes.offHours, { hours: "office", from: "premium", except: [] });
});

const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  ["rates that are not there", `trunks: [${A}]`, /trunks\[0\].rates: there are no rates "cheap"/],
  ["two rates of one name", `rates: [${CHEAP}, ${CHEAP}]`, /rates\[1\].name: "cheap" is taken already in line 2/],
  [
    "a price list that is not there",
    "rates: [{ name: x, currency: EUR, file: x.csv }]",
    /rates\[0\].file: "x.csv": it is not in/,
  ],
  [
    "a price list outside the data folder",
    'rates: [{ name: x, currency: EUR, file: "../x.csv" }]',
    /rates\[0\].file: "..\/x.csv" is not the path/,
  ],
  [
    "a price without quotes",
    'rates: [{ name: x, currency: EUR, prices: [{ prefix: "+40", per_minute: 0.01 }] }]',
    /per_minute: 0.01 needs quotes/,
  ],
  [
    "prices in two currencies",
    `trunks: [${A}, ${B}]\nrates: [${CHEAP}, ${DEAR}]\nroutes: [{ match: "0.", trunks: [a, b], order: cheapest }]`,
    /routes\[0\].order: its trunks charge in EUR and USD/,
  ],
  [
    "prices that nobody knows",
    'trunks: [{ name: a, kind: peer, host: a.org }]\nroutes: [{ match: "0.", trunks: a, order: cheapest }]',
    /routes\[0\].order: none of its trunks has rates/,
  ],
  [
    "too few weights",
    `trunks: [${A}]\nrates: [${CHEAP}]\nroutes: [{ match: "0.", trunks: a, order: weighted, weights: [1, 2] }]`,
    /weights: has 2 entries for 1 trunks/,
  ],
  [
    "weights of no use",
    `trunks: [${A}]\nrates: [${CHEAP}]\nroutes: [{ match: "0.", trunks: a, weights: [1] }]`,
    /weights: belongs to "order: weighted"/,
  ],
  [
    "off hours of an office that has none",
    "brakes: { off_hours: { hours: office } }",
    /brakes.off_hours.hours: there is no hours "office"/,
  ],
];
for (const [what, text, fault] of FAULTS) {
  Deno.test(`${what} is a fault that names it`, () => {
    const judged = read(text);
    assert.ok(!judged.ok);
    assert.match(judged.faults.map(formatFault).join("\n"), fault);
  });
}
