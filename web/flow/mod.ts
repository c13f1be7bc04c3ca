/**
 * Where calls go, as a picture: the things of the office that a call comes to, the ways between them, and a place for each.
 * Pure; the page draws it.
 *
 * @module
 */
export { type EdgeReason, type Flow, type FlowEdge, type FlowNode, flowOf } from "./graph.ts";
export { type Drawing, layOut, type PlacedEdge, type PlacedNode } from "./layout.ts";
export { onwards } from "./onwards.ts";
export type { Place } from "./outline.ts";
