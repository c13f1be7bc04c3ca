/**
 * The recorder's worker and its files.
 *
 * @module
 */
export { type Recorder, startRecorder } from "./start.ts";
