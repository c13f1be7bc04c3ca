import assert from "node:assert/strict";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { sine } from "../../tests/lab/signals.ts";
import { Resamplers } from "../resample/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { fromMemory, type Piece } from "./bytes.ts";
import { openPlayer, type PlayerTools } from "./open.ts";
import type { Side } from "./opus_track.ts";
import type { Player } from "./player.ts";
import type { Recording } from "./recording.ts";

const kernels = await labKernels();
/** What tests of files work with. */
export const LAB_TOOLS: PlayerTools = { kernels, opus: await labOpus(), resamplers: new Resamplers(kernels) };
export const LAB_RATE = 16_000;
const FRAME = LAB_RATE / 50;

/** A disk: pieces are put where they belong. */
export class LabDisk {
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  write(pieces: readonly Piece[]): void {
    for (const { at, bytes } of pieces) {
      const grown = new Uint8Array(Math.max(this.bytes.length, at + bytes.length));
      grown.set(this.bytes);
      grown.set(bytes, at);
      this.bytes = grown;
    }
  }
}

/** Two sides that can be told apart: 500 Hz on the left, 1500 Hz on the right. */
export function labSides(seconds: number): readonly [Int16Array, Int16Array] {
  return [sine(500, LAB_RATE, seconds * LAB_RATE, -10), sine(1500, LAB_RATE, seconds * LAB_RATE, -10)];
}

/** Records sides as a recorder does: a flush when one is due. `after` sees the disk after each flush. */
export function record(
  recording: Recording,
  sides: readonly Int16Array[],
  after: (disk: LabDisk, ms: number) => void = () => {},
): Uint8Array<ArrayBuffer> {
  const disk = new LabDisk();
  const spans = sides.map(() => takeSamples(kernels, FRAME));
  disk.write(recording.flush());
  for (let at = 0; at + FRAME <= sides[0]!.length; at += FRAME) {
    spans.forEach(({ view }, side) => view.set(sides[side]!.subarray(at, at + FRAME)));
    recording.add(spans[0]!, spans[1]);
    if (!recording.isDue) continue;
    disk.write(recording.flush());
    after(disk, recording.lengthMs);
  }
  disk.write(recording.end());
  recording[Symbol.dispose]();
  for (const { at } of spans) kernels.arena.giveBack(at);
  return disk.bytes;
}

/** Opens a file, or fails the test with the fault. */
export function opened(bytes: Uint8Array, side: Side = "both", rate: 8000 | 16_000 | 48_000 = LAB_RATE): Player {
  const player = openPlayer(fromMemory(bytes), LAB_TOOLS, { rate, side });
  if (!player.ok) throw new Error(player.fault.text);
  return player.value;
}

/** Plays to the end, in frames of 20 ms. */
export function playAll(player: Player): Int16Array<ArrayBuffer> {
  const out = takeSamples(kernels, player.rate / 50);
  const heard: number[] = [];
  for (let count = out.length; count === out.length;) {
    count = player.next(out);
    heard.push(...out.view.subarray(0, count));
  }
  kernels.arena.giveBack(out.at);
  return Int16Array.from(heard);
}

export function hear(
  bytes: Uint8Array,
  side: Side = "both",
  rate: 8000 | 16_000 | 48_000 = LAB_RATE,
): Int16Array<ArrayBuffer> {
  using player = opened(bytes, side, rate);
  const heard = playAll(player);
  assert.equal(Math.abs(heard.length / player.rate * 1000 - player.lengthMs) < 1, true, "it is as long as it says");
  return heard;
}

/** What every kind of file must stand: it is opened with each of these, none of which may throw. */
export function abuse(bytes: Uint8Array, next: () => number): Uint8Array {
  const abused = bytes.slice(0, Math.floor(bytes.length * Math.min(1, 2 * next())));
  for (let times = Math.floor(next() * 20); times > 0 && abused.length > 0; times--) {
    // Most of what can go wrong stands at the beginning.
    const place = Math.floor(abused.length * next() ** 4);
    abused[place] = Math.floor(256 * next());
  }
  return abused;
}
