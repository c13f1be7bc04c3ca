/**
 * Recording: a worker of its own reads taps, encodes what two people say to each other, and writes files that power loss
 * cannot spoil.
 *
 * @module
 */
export type { RecorderEvent, RecordingOrder, ToRecorder } from "./message.ts";
export { Scribe, type ScribeTools } from "./scribe.ts";
