import assert from "node:assert/strict";
import { SeededChance } from "../base/mod.ts";
import { buildDirectory, type Route, type Trunk } from "../directory/mod.ts";
import type { Rate } from "../rates/mod.ts";
import { trunksOf } from "./trunk_order.ts";

const OFFICE = { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" };
const trunk = (name: string): Trunk => ({
  name,
  kind: "peer",
  host: `${name}.org`,
  transport: "udp",
  srtp: "off",
  channels: 1,
  presents: "pai",
  format: "e164",
  sources: [],
  rates: name,
});
const prices = (name: string, ...rates: readonly (readonly [string, number, number])[]) => ({
  name,
  currency: "EUR",
  prices: rates.map(([prefix, perMinute, setup]): Rate => ({ prefix, perMinute, setup, increment: 60 })),
});
const DIRECTORY = buildDirectory({
  office: OFFICE,
  extensions: [],
  trunks: ["a", "b", "c"].map(trunk),
  rates: [prices("a", ["+40", 10_000, 0], ["+", 50_000, 0]), prices("b", ["+4072", 1_000, 0], ["+40", 9_000, 9_000])],
}, { revision: 1, realm: "kontor" });

const ROUTE: Route = { match: "0.", strip: 0, prepend: "", trunks: ["c", "a", "b"], class: "national" };
const order = (more: Partial<Route>, number = "+40722000111", seed = 1) =>
  trunksOf({ route: { ...ROUTE, ...more }, number }, DIRECTORY, new SeededChance(seed)).join("");

Deno.test("trunks are tried as they are listed unless the route says otherwise", () => assert.equal(order({}), "cab"));

for (
  const [number, expected] of [
    ["+40722000111", "bac"],
    ["+40212345678", "abc"],
    ["+4930123456", "acb"],
    ["1872", "cab"],
  ] as const
) {
  Deno.test(`the cheapest way to ${number} is tried first, and whose price nobody knows last`, () => {
    assert.equal(order({ order: "cheapest" }, number), expected);
  });
}

Deno.test("by weight each trunk is first as often as it weighs, and every trunk has its turn", () => {
  const chance = new SeededChance(7);
  const route = { ...ROUTE, order: "weighted", weights: [1, 3, 0] } as const;
  const firsts = { a: 0, b: 0, c: 0 };
  for (let call = 0; call < 4_000; call++) {
    const names = trunksOf({ route, number: "+40722000111" }, DIRECTORY, chance);
    assert.deepEqual([...names].sort(), ["a", "b", "c"]);
    firsts[names[0] as "a"] += 1;
  }
  assert.equal(firsts.b, 0, "one of weight 0 only helps out");
  assert.ok(Math.abs(firsts.a - 3_000) < 150, JSON.stringify(firsts));
});
