import type { Row } from "../../core/record/mod.ts";
import { priceOf, rateFor, type RateTable } from "../../core/rates/mod.ts";
import type { Cost } from "./report_call.ts";

/** What calls outside cost through each trunk, by its name. */
export type PriceBook = ReadonlyMap<string, RateTable>;

/**
 * What the seats of a call cost: each that went out through a trunk, from when it was answered until it ended, as providers
 * count, however long anybody talked on it. Undefined where none was answered outside.
 *
 * @param keyOf E.164 of a number
 */
export function costOf(seats: readonly Row[], book: PriceBook, keyOf: (number: string) => string): Cost | undefined {
  const of = new Map<string, number>();
  let [unknown, parts] = [0, 0];
  for (const { direction, trunk, number, answered_at: answeredAt, ended_at: endedAt } of seats) {
    if (direction !== "out" || typeof trunk !== "string" || typeof answeredAt !== "number") continue;
    parts += 1;
    const table = book.get(trunk);
    const rate = table && rateFor(table, keyOf(String(number)));
    if (table === undefined || rate === undefined || typeof endedAt !== "number") unknown += 1;
    else of.set(table.currency, (of.get(table.currency) ?? 0) + priceOf(rate, Math.max(0, endedAt - answeredAt)));
  }
  return parts === 0 ? undefined : { of, unknown };
}

/** What several calls cost together. */
export function sumOfCosts(costs: readonly (Cost | undefined)[]): Cost {
  const of = new Map<string, number>();
  let unknown = 0;
  for (const cost of costs) {
    for (const [currency, millionths] of cost?.of ?? []) of.set(currency, (of.get(currency) ?? 0) + millionths);
    unknown += cost?.unknown ?? 0;
  }
  return { of, unknown };
}
