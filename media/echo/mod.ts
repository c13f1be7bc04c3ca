/**
 * Cancelling the echo that a line or a device sends back (G.168).
 *
 * @module
 */
export { EchoCanceller, type EchoOptions } from "./canceller.ts";
