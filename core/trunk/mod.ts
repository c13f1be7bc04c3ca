/**
 * Trunks: the ways to the world outside. Each is kept up by a machine of its own, which registers it or asks whether it is
 * there, finds out where it is, and knows which way a call should go.
 *
 * @module
 */
export type { Errand, TrunkState, TrunkTrouble } from "./errand.ts";
export { hostOf, routeThrough } from "./requests.ts";
export { type Spent, Tolls } from "./tolls.ts";
export { Trunks, type TrunkStanding, type TrunkWay } from "./trunks.ts";
