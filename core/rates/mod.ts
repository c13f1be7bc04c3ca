/**
 * What calls outside cost: tables of prices by the first digits of the number, the longest that fits counts. Routes ask
 * which trunk is the cheapest, reports what a call has cost.
 *
 * @module
 */
export { priceOf } from "./price.ts";
export { type Rate, rateFor, type RateTable, tableOf } from "./rate.ts";
export { moneyOf } from "./money.ts";
export { type CsvParser, type CsvRow, delimiterOf, readRates } from "./read_rates.ts";
