/**
 * One leg's voice on the mixing road: an ear that turns its packets into frames of a room, and a mouth that turns frames
 * into payloads.
 *
 * @module
 */
export type { Companion } from "./companion.ts";
export { Ear } from "./ear.ts";
export { Hush } from "./hush.ts";
export { Lull } from "./lull.ts";
export { Mouth } from "./mouth.ts";
export { type TreatedRate, Treater, type TreaterParts } from "./treater.ts";
