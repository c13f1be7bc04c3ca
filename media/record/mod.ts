/**
 * Recording: a worker of its own reads taps, encodes what two people say to each other, and writes files that power loss
 * cannot spoil.
 *
 * @module
 */
export type { Orphan, RecorderEvent, RecordingOrder, ToRecorder } from "./message.ts";
export { RecordingDesk, type RecordingDeskParts, type UnrecordedCommand } from "./recording_desk.ts";
export { Scribe, type ScribeTools } from "./scribe.ts";
