/**
 * How often one address may ask: the desk and the REST interface each by their own measure.
 *
 * @module
 */
export { limited } from "./limited.ts";
export { RateLimit, type RateLimitWorld } from "./rate_limit.ts";
