/**
 * Sound as tests need it: tones written to WAV files, WAV files read back, and a Goertzel that says which tone is in them.
 *
 * @module
 */

/** Mono samples, -1 to 1. */
export interface Sound {
  readonly rate: number;
  readonly samples: Float64Array;
}

/** The part of a sound's power that lies at `hz`, 0 to 1 (a pure tone gives 1), by the Goertzel algorithm. */
export function goertzel(samples: Float64Array, rate: number, hz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [before, last, power] = [0, 0, 0];
  for (const sample of samples) {
    [before, last] = [last, sample + turn * last - before];
    power += sample * sample;
  }
  if (power === 0) return 0;
  return (2 * (last * last + before * before - turn * last * before)) / (samples.length * power);
}

/** A window of 100 ms counts as a tone's when half of its power lies there and it is louder than -50 dB. */
const WINDOW_S = 0.1;
const SHARE = 0.5;
const QUIET_RMS = 0.003;

/** For how long a tone is heard in a sound, in seconds: the sum of the windows in which it dominates. */
export function secondsOf(sound: Sound, hz: number): number {
  const size = Math.round(sound.rate * WINDOW_S);
  let heard = 0;
  for (let at = 0; at + size <= sound.samples.length; at += size) {
    const window = sound.samples.subarray(at, at + size);
    const rms = Math.sqrt(window.reduce((sum, sample) => sum + sample * sample, 0) / size);
    if (rms >= QUIET_RMS && goertzel(window, sound.rate, hz) >= SHARE) heard += 1;
  }
  return heard * WINDOW_S;
}

/** A sound's last seconds. */
export function newest({ rate, samples }: Sound, seconds: number): Sound {
  return { rate, samples: samples.subarray(-Math.round(rate * seconds)) };
}

/** Long enough to tell a tone from its noise, short enough that a phone's own stretching spoils few. */
const CLEAR_WINDOW_S = 0.2;

/** By how many dB a tone is louder than all else, in the usual window of those in which it is heard. */
export function clearnessOf(sound: Sound, hz: number): number {
  const size = Math.round(sound.rate * CLEAR_WINDOW_S);
  const clear: number[] = [];
  for (let at = 0; at + size <= sound.samples.length; at += size) {
    const share = goertzel(sound.samples.subarray(at, at + size), sound.rate, hz);
    if (share >= SHARE) clear.push(10 * Math.log10(share / Math.max(1e-9, 1 - share)));
  }
  return clear.toSorted((a, b) => a - b)[clear.length >> 1] ?? -Infinity;
}

/**
 * Reads 16-bit PCM WAV, first channel. The sizes in the header are not trusted: a recorder writes them at its end. A header
 * still all zero (linphone writes the whole of it at its end) stands for mono at 8000 Hz.
 */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const isBegun = bytes.length >= HEADER && bytes.subarray(0, HEADER).every((byte) => byte === 0);
  if (isBegun) return readWav(Uint8Array.from([...toneWav(0, 0), ...bytes.subarray(HEADER)]));
  if (bytes.length < HEADER || word(0) !== "RIFF" || word(8) !== "WAVE") {
    throw new Error("Cannot read the WAV: no RIFF header");
  }
  let [channels, rate, at] = [1, 8000, 12];
  while (word(at) !== "data" && at + 8 < bytes.length) {
    if (word(at) === "fmt ") [channels, rate] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true)];
    at += 8 + view.getUint32(at + 4, true);
  }
  const frames = Math.max(0, Math.floor((bytes.length - at - 8) / (2 * channels)));
  const samples = Float64Array.from(
    { length: frames },
    (_, frame) => view.getInt16(at + 8 + frame * 2 * channels, true) / 32768,
  );
  return { rate, samples };
}

/** Bytes of the plain WAV header. */
const HEADER = 44;

/** A mono 16-bit WAV with one tone. */
export function toneWav(hz: number, seconds: number, rate = 8000): Uint8Array<ArrayBuffer> {
  const frames = Math.round(seconds * rate);
  const bytes = new Uint8Array(44 + 2 * frames);
  const view = new DataView(bytes.buffer);
  const put = (at: number, word: string): void => bytes.set(new TextEncoder().encode(word), at);
  put(0, "RIFF");
  view.setUint32(4, 36 + 2 * frames, true);
  put(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  put(36, "data");
  view.setUint32(40, 2 * frames, true);
  for (let frame = 0; frame < frames; frame++) {
    view.setInt16(44 + 2 * frame, Math.round(12_000 * Math.sin((2 * Math.PI * hz * frame) / rate)), true);
  }
  return bytes;
}
