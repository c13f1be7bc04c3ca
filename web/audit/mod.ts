/**
 * What people and programs try that they may not, as the audit and the log are told of it: neither is filled by it.
 *
 * @module
 */
export { Refusals, type RefusalsWorld, type Refused } from "./refusals.ts";
