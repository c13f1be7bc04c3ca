import { fail, ok, type Result } from "../../core/base/mod.ts";
import type { Rate, Resamplers } from "../resample/mod.ts";
import type { Kernels, OpusLibrary } from "../wasm/mod.ts";
import { type ByteSource, wordAt } from "./bytes.ts";
import { openOpusTrack, type Side } from "./opus_track.ts";
import { Player } from "./player.ts";
import { openWavTrack } from "./wav_track.ts";

/** What players work with: one of each to a worker. */
export interface PlayerTools {
  readonly kernels: Kernels;
  readonly opus: OpusLibrary;
  readonly resamplers: Resamplers;
}

/**
 * Opens a WAV or an Ogg Opus file to be heard, on one channel, at a rate. The fault names what of the file is not as it
 * should be.
 *
 * @param wanted `side`: of a file with two channels, both unless told
 */
export function openPlayer(
  source: ByteSource,
  tools: PlayerTools,
  wanted: { readonly rate: Rate; readonly side?: Side },
): Result<Player> {
  const word = wordAt(source.read(0, 4), 0, 4);
  const { rate, side = "both" } = wanted;
  if (word !== "RIFF" && word !== "OggS") {
    return fail("unknown-file", `Cannot play the file: it begins neither with "RIFF" nor with "OggS"`);
  }
  const track = word === "RIFF"
    ? openWavTrack(source, tools, { rate, side })
    : openOpusTrack(source, tools, { rate, side });
  return track.ok ? ok(new Player(tools.kernels, track.value)) : track;
}
