/**
 * Files with sound, made for tests.
 *
 * @module
 */
import { makeOpusRecording, type Seal, sealRecording } from "../../media/file/mod.ts";
import { type Kernels, type OpusLibrary, takeSamples } from "../../media/wasm/mod.ts";

const HEADER = 44;

/** A WAV file of 16-bit PCM; of two channels the samples take turns. */
export function wavOf(samples: Int16Array, rate: number = 16_000, channels: 1 | 2 = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + samples.byteLength);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  word(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate * channels, true);
  view.setUint16(32, 2 * channels, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples.byteLength, true);
  bytes.set(new Uint8Array(samples.slice().buffer), HEADER);
  return bytes;
}

/** An Ogg Opus file of one side at 16 kHz, in whole frames of 20 ms; sealed where there is a seal. */
export function opusOf(
  kernels: Kernels,
  opus: OpusLibrary,
  samples: Int16Array,
  seal?: Seal,
): Uint8Array<ArrayBuffer> {
  const plain = makeOpusRecording(kernels, opus, { rate: 16_000, sides: 1, size: "usual", serial: 1 });
  using recording = seal === undefined ? plain : sealRecording(plain, seal);
  const frame = takeSamples(kernels, 320);
  const pieces = [...recording.flush()];
  for (let at = 0; at + frame.length <= samples.length; at += frame.length) {
    frame.view.set(samples.subarray(at, at + frame.length));
    recording.add(frame);
    if (recording.isDue) pieces.push(...recording.flush());
  }
  pieces.push(...recording.end());
  kernels.arena.giveBack(frame.at);
  const bytes = new Uint8Array(Math.max(...pieces.map((piece) => piece.at + piece.bytes.length)));
  for (const piece of pieces) bytes.set(piece.bytes, piece.at);
  return bytes;
}
