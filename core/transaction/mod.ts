/**
 * Transactions (RFC 3261 §17 as amended by RFC 6026): feed it messages and deadlines, carry out what it returns.
 *
 * @module
 */
export type { FailureReason, TransactionEvent } from "./event.ts";
export { Transactions, type TransactionSizes, type TransactionsOptions } from "./transactions.ts";
