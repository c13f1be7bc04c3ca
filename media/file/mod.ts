/**
 * Files with sound: WAV and Ogg Opus, recorded so that power loss costs a second, played and moved within. Octets come in
 * and go out; whoever opens the files lies elsewhere.
 *
 * @module
 */
export { type ByteSource, fromMemory, type Piece } from "./bytes.ts";
export { closeSealed } from "./close_sealed.ts";
export { openPlayer, type PlayerTools } from "./open.ts";
export { makeOpusRecording, type OpusSettings } from "./opus_recording.ts";
export type { Side } from "./opus_track.ts";
export { Player, type Track } from "./player.ts";
export { FLUSH_MS, type Recording } from "./recording.ts";
export { type Seal, type SealKey, sealOctets, sealRecording } from "./seal.ts";
export { isSealed, openSealed, type SealedFile } from "./sealed.ts";
export { sidesOf } from "./sides_of.ts";
export { writeWavHeader } from "./wav_format.ts";
export { makeWavRecording, type WavSettings } from "./wav_recording.ts";
