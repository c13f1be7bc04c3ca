import type { Chance } from "../base/mod.ts";
import type { Directory } from "../directory/mod.ts";
import { priceOf, rateFor } from "../rates/mod.ts";
import type { OutsideRoute } from "./outbound.ts";

/** As long as calls are, two trunks are told apart by the price of one that lasts so long. */
const USUAL_CALL_MS = 180_000;

/** The trunks of a route in the order in which this call tries them. */
export function trunksOf({ route, number }: OutsideRoute, directory: Directory, chance: Chance): readonly string[] {
  switch (route.order ?? "listed") {
    case "weighted":
      return drawn(route.trunks, route.weights ?? [], chance);
    case "cheapest":
      return byPrice(route.trunks, number, directory);
    case "listed":
      return route.trunks;
  }
}

/** One after the other by lot: each as often first as its weight is of all; who has no weight counts as 1. */
function drawn(trunks: readonly string[], weights: readonly number[], chance: Chance): readonly string[] {
  const left = trunks.map((name, at) => ({ name, weight: weights[at] ?? 1 }));
  const order: string[] = [];
  while (left.length > 0) {
    let lot = chance.below(Math.max(1, left.reduce((sum, { weight }) => sum + weight, 0)));
    const at = left.findIndex(({ weight }) => (lot -= weight) < 0);
    order.push(...left.splice(Math.max(0, at), 1).map(({ name }) => name));
  }
  return order;
}

/** The cheapest first; where prices are equal as they are listed. Whose price nobody knows comes last. */
function byPrice(trunks: readonly string[], number: string, directory: Directory): readonly string[] {
  const priced = trunks.map((name) => ({ name, price: priceThrough(name, number, directory) }));
  return priced.toSorted((a, b) => a.price === b.price ? 0 : a.price - b.price).map(({ name }) => name);
}

function priceThrough(trunk: string, number: string, { trunks, rates }: Directory): number {
  const table = rates.get(trunks.get(trunk)?.rates ?? "");
  const rate = table && rateFor(table, number);
  return rate === undefined ? Infinity : priceOf(rate, USUAL_CALL_MS);
}
