/**
 * The words in which the switchboard speaks to the media engine: commands one way, events the other. Plain values that
 * survive `JSON`: they cross a socket into the media worker.
 *
 * @module
 */
export type { DigitTerms, HeardBy, MediaCommand, RecordingCommand, SourceRule } from "./command.ts";
export type { Language, PlayItem, Playlist, Tone, ToneName } from "./play.ts";
export { type Lease, LEASES_FOR_HELP, type MediaEvent, type StreamReport } from "./event.ts";
export { isTreated, type Treatment } from "./treatment.ts";
