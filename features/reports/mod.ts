/**
 * Reports: the numbers of an office, as one would count them by hand. A call is one call, however many phones it rang; what
 * nobody counted is null, never 0 % or 100 %; hours are those of the reader's clock.
 *
 * @module
 */
export { type AgentRecord, type AgentScore, agentScore } from "./kpi_agent_score.ts";
export type { KpiCall, QueueWait } from "./kpi_call.ts";
export { erlangC, type Staffing } from "./kpi_erlang.ts";
export { type KpiOptions, type Kpis, kpisOf } from "./kpi.ts";
export { type PeakHour, peakHour } from "./kpi_peak_hour.ts";
export { type Resolution, resolutionOf } from "./kpi_resolution.ts";
export {
  type ServiceLevel,
  serviceLevel,
  type ServiceLevelOptions,
  type ServiceLevelVariant,
} from "./kpi_service_level.ts";
