/**
/**
 * What the audit may say: every act by its name. And what people and programs try that they may not, and what programs read,
 * as the audit and the log are told of it: neither is filled by it.
 *
 * @module
 */
export { type Access, Accesses, type AccessesWorld } from "./accesses.ts";
export type { AuditAction, AuditFact, AuditFacts } from "./actions.ts";
export { ofOther } from "./of_other.ts";
export { Refusals, type RefusalsWorld, type Refused } from "./refusals.ts";
