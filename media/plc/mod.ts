/**
 * Packet loss concealment for codecs that have none of their own: G.711 and G.722.
 *
 * @module
 */
export { Concealer } from "./concealer.ts";
