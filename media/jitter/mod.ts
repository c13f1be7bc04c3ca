/**
 * The jitter buffer: packets come when they come, sound goes out on every beat, and what lies between is as short as the
 * network allows.
 *
 * @module
 */
export type { JitterFigures } from "./figures.ts";
export type { Taken } from "./filler.ts";
export { JitterBuffer, type JitterOptions } from "./jitter_buffer.ts";
export type { Carries, Packet } from "./packet.ts";
