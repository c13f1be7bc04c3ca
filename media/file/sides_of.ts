import { ok, type Result } from "../../core/base/mod.ts";
import { type ByteSource, wordAt } from "./bytes.ts";
import { openOpusFile } from "./opus_file.ts";
import { readWav } from "./wav_format.ts";

/** How many sides of a file can be heard apart: two of a recorded call, one of all else. */
export function sidesOf(source: ByteSource): Result<1 | 2> {
  if (wordAt(source.read(0, 4), 0, 4) === "RIFF") {
    const wav = readWav(source);
    return wav.ok ? ok(wav.value.channels) : wav;
  }
  const opus = openOpusFile(source);
  return opus.ok ? ok(opus.value.head.streams === 2 ? 2 : 1) : opus;
}
