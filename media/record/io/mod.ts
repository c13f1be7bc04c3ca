/**
 * The recorder's worker and its files.
 *
 * @module
 */
export { type Recorder, type RecorderSettings, startRecorder } from "./start.ts";
