/**
 * What the box answers over HTTP: its health, its figures, and the REST interface under `/api/v1`.
 *
 * @module
 */
export type { ApiWorld } from "./api.ts";
export { boxRoutes } from "./box_routes.ts";
export { type Health, healthRoutes, type HealthWorld } from "./health.ts";
export { problem } from "./problem.ts";
