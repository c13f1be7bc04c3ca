/**
 * The REST interface, one file for each resource; what a stranger asks and is not there is answered as problem+json
 * (RFC 9457).
 *
 * @module
 */
export { type Health, healthRoutes } from "./health.ts";
export { formatMetrics } from "./metrics.ts";
export { problem } from "./problem.ts";
