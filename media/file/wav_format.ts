import { fail, ok, type Result } from "../../core/base/mod.ts";
import { type ByteSource, viewOf, wordAt } from "./bytes.ts";

/** How a WAV file's sound is written, and where it lies. */
export interface WavFormat {
  readonly encoding: "pcm" | "alaw" | "ulaw";
  /** In Hz. */
  readonly rate: number;
  readonly channels: 1 | 2;
  /** Octets of one sample on all channels. */
  readonly octetsPerSample: number;
  readonly dataAt: number;
  /** Samples for each channel. */
  readonly samples: number;
}

/** The tags of RFC 2361, and the one that leads to another. */
const ENCODINGS: ReadonlyMap<number, WavFormat["encoding"]> = new Map([[1, "pcm"], [6, "alaw"], [7, "ulaw"]]);
const EXTENSIBLE = 0xfffe;
const SUBFORMAT_AT = 24;
const LEAST_FORMAT = 16;
const MOST_FORMAT = 40;
const RIFF_HEADER = 12;
const CHUNK_HEADER = 8;
const DATA_AT = 44;
const LARGEST = 0xffff_ffff;
/** Those in use whose 20 ms are whole samples. Each takes a filter that stays, so there is an end to them. */
const RATES: readonly number[] = [8000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000];

/** Reads a WAV file's header. A file that was cut off, or whose lengths were never written, sounds to its end. */
export function readWav(source: ByteSource): Result<WavFormat> {
  const riff = source.read(0, RIFF_HEADER);
  if (wordAt(riff, 0, 4) !== "RIFF" || wordAt(riff, 8, 4) !== "WAVE") {
    return fail("no-wav", `Cannot read "RIFF" and "WAVE": the file does not begin with them`);
  }
  let format: Omit<WavFormat, "dataAt" | "samples"> | undefined;
  for (let at = RIFF_HEADER; at + CHUNK_HEADER <= source.length;) {
    const header = source.read(at, CHUNK_HEADER);
    if (header.length < CHUNK_HEADER) break;
    const name = wordAt(header, 0, 4);
    const length = viewOf(header).getUint32(4, true);
    const from = at + CHUNK_HEADER;
    if (name === "fmt ") {
      const read = readFormat(source.read(from, Math.min(length, MOST_FORMAT)));
      if (!read.ok) return read;
      format = read.value;
    }
    if (name === "data") {
      if (format === undefined) return fail("no-format", `Cannot read "data": no "fmt " comes before it`);
      const there = source.length - from;
      const octets = length === 0 || length > there ? there : length;
      return ok({ ...format, dataAt: from, samples: Math.floor(octets / format.octetsPerSample) });
    }
    at = from + length + length % 2;
  }
  return fail("no-data", `Cannot read "data": the file ends before it`);
}

function readFormat(bytes: Uint8Array): Result<Omit<WavFormat, "dataAt" | "samples">> {
  if (bytes.length < LEAST_FORMAT) return fail("bad-format", `Cannot read "fmt ": it has "${bytes.length}" octets`);
  const view = viewOf(bytes);
  const outer = view.getUint16(0, true);
  const tag = outer === EXTENSIBLE && bytes.length > SUBFORMAT_AT + 1 ? view.getUint16(SUBFORMAT_AT, true) : outer;
  const encoding = ENCODINGS.get(tag);
  if (encoding === undefined) {
    return fail("bad-encoding", `Cannot read the encoding "${tag}": expected PCM, A-law or mu-law`);
  }
  const channels = view.getUint16(2, true);
  if (channels !== 1 && channels !== 2) {
    return fail("bad-channels", `Cannot read the channels "${channels}": expected 1 or 2`);
  }
  const rate = view.getUint32(4, true);
  if (!RATES.includes(rate)) {
    return fail("bad-rate", `Cannot read the rate "${rate}": expected one of ${RATES.join(", ")}`);
  }
  const bits = view.getUint16(14, true);
  const expected = encoding === "pcm" ? 16 : 8;
  if (bits !== expected) return fail("bad-bits", `Cannot read "${bits}" bits a sample: expected ${expected}`);
  return ok({ encoding, rate, channels, octetsPerSample: channels * expected / 8 });
}

/** The header of a WAV file of 16-bit PCM, which claims no more than `octets`. Longer ones claim as much as can be said. */
export function writeWavHeader(rate: number, channels: 1 | 2, octets: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(DATA_AT);
  const view = viewOf(bytes);
  const words = new TextEncoder();
  bytes.set(words.encode("RIFF"));
  view.setUint32(4, Math.min(LARGEST, DATA_AT - CHUNK_HEADER + octets), true);
  bytes.set(words.encode("WAVEfmt "), 8);
  view.setUint32(16, LEAST_FORMAT, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate * channels, true);
  view.setUint16(32, 2 * channels, true);
  view.setUint16(34, 16, true);
  bytes.set(words.encode("data"), 36);
  view.setUint32(40, Math.min(LARGEST, octets), true);
  return bytes;
}
