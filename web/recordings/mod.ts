/**
 * The recordings of calls, found by what is known of the calls: for the desk and for programs.
 *
 * @module
 */
export {
  cursorOf,
  findRecordings,
  type FoundRecording,
  idOf,
  isInScope,
  keptUntil,
  placeIn,
  type RecordingPlace,
  type RecordingsFound,
  type RecordingsWanted,
  type RecordingsWorld,
  recordingWith,
} from "./find_recordings.ts";
