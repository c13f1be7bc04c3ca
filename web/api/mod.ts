/**
 * What the box answers over HTTP: its health, its figures, and the REST interface under `/api/v1`.
 *
 * @module
 */
export type { ApiWorld } from "./api.ts";
export type { AskDesk } from "./ask_desk.ts";
export { API_PATH } from "./api_path.ts";
export type { ReportSource } from "./reports.ts";
export { liveNow } from "./live_now.ts";
export { type Health, healthRoutes, type HealthWorld } from "./health.ts";
export { loadApi } from "./load_api.ts";
export { problem } from "./problem.ts";
