import { FRAME_MS } from "../codec/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import type { Piece } from "./bytes.ts";
import { FLUSH_MS, type Recording } from "./recording.ts";
import { writeWavHeader } from "./wav_format.ts";

export interface WavSettings {
  /** In Hz. */
  readonly rate: number;
  /** Two: left and right stay apart. */
  readonly sides: 1 | 2;
  /** Whether the file can only grow: its header then says "to the end", and is never written again. */
  readonly onlyGrows?: boolean;
}

const OCTETS = 2;
/** As much as a header can claim: readers take it for "to the end". */
const TO_THE_END = 0xffff_ffff;

/** A WAV file of 16-bit PCM. */
export function makeWavRecording(kernels: Kernels, settings: WavSettings): Recording {
  const { rate, sides, onlyGrows = false } = settings;
  const samplesPerFrame = rate * FRAME_MS / 1000;
  const header = (octets: number): Uint8Array<ArrayBuffer> =>
    writeWavHeader(rate, sides, onlyGrows ? TO_THE_END : octets);
  const headerOctets = header(0).length;
  let frames: Int16Array<ArrayBuffer>[] = [];
  let added = 0;
  let written = 0;
  let isBegun = false;

  const recording: Recording = {
    get isDue(): boolean {
      return frames.length * FRAME_MS >= FLUSH_MS;
    },
    get lengthMs(): number {
      return added * FRAME_MS;
    },
    add(left: Span, right?: Span): void {
      const frame = new Int16Array(samplesPerFrame * sides);
      const lay = (span: Span | undefined, place: number): void => {
        if (span === undefined) return;
        const from = span.at >> 1;
        const count = Math.min(span.length, samplesPerFrame);
        for (let at = 0; at < count; at++) frame[at * sides + place] = kernels.samples[from + at]!;
      };
      lay(left, 0);
      if (sides === 2) lay(right, 1);
      frames.push(frame);
      added += 1;
    },
    flush(): readonly Piece[] {
      const bytes = new Uint8Array(frames.length * samplesPerFrame * sides * OCTETS);
      frames.forEach((frame, at) => bytes.set(new Uint8Array(frame.buffer), at * frame.byteLength));
      frames = [];
      // The sound comes first: a header never claims what is not there yet.
      const pieces: Piece[] = isBegun ? [] : [{ at: 0, bytes: header(0) }];
      if (bytes.length > 0) pieces.push({ at: headerOctets + written, bytes });
      written += bytes.length;
      isBegun = true;
      if (bytes.length > 0 && !onlyGrows) pieces.push({ at: 0, bytes: header(written) });
      return pieces;
    },
    end(): readonly Piece[] {
      return recording.flush();
    },
    [Symbol.dispose](): void {
      frames = [];
    },
  };
  return recording;
}
