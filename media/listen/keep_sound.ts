import {
  fromMemory,
  makeOpusRecording,
  openPlayer,
  type Piece,
  type PlayerTools,
  type SealKey,
  sealRecording,
} from "../file/mod.ts";
import { takeSamples } from "../wasm/mod.ts";

/** What somebody recorded elsewhere is to become a file of ours. */
export interface KeepOrder {
  /** A WAV or an Ogg Opus file. */
  readonly sound: Uint8Array<ArrayBuffer>;
  /** Below the box's data folder: a new file, unless it `replaces` the one that is there. */
  readonly path: string;
  readonly replaces?: boolean | undefined;
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** How long it is; or why there is no file. */
export type Kept = { readonly durationMs: number } | { readonly refused: "no-sound" | "too-short" | "too-long" };

/** What it is written with. */
export interface KeepTools extends PlayerTools {
  readonly seal: SealKey | undefined;
  serial(): number;
  salt(): Uint8Array;
  /** Writes a file: a new one, or at once in the place of the one that is there. */
  write(path: string, pieces: readonly Piece[], replaces: boolean): void;
}

/** As the recorder does it. */
const RATE = 16_000;
const FRAME = RATE / 50;

/** Writes it down as the box writes down what is said on the phone: Ogg Opus, sealed. */
export function keepSound({ sound, path, replaces = false, shortestMs, longestMs }: KeepOrder, tools: KeepTools): Kept {
  const opened = openPlayer(fromMemory(sound), tools, { rate: RATE });
  if (!opened.ok) return { refused: "no-sound" };
  using player = opened.value;
  if (player.lengthMs < shortestMs) return { refused: "too-short" };
  if (player.lengthMs > longestMs) return { refused: "too-long" };
  using plain = makeOpusRecording(tools.kernels, tools.opus, {
    rate: RATE,
    sides: 1,
    size: "usual",
    serial: tools.serial(),
  });
  const recording = tools.seal === undefined ? plain : sealRecording(plain, { ...tools.seal, salt: tools.salt() });
  const frame = takeSamples(tools.kernels, FRAME);
  try {
    const pieces: Piece[] = [];
    for (let got = player.next(frame); got > 0; got = player.next(frame)) {
      recording.add({ at: frame.at, length: got });
      if (recording.isDue) pieces.push(...recording.flush());
    }
    tools.write(path, [...pieces, ...recording.end()], replaces);
    return { durationMs: recording.lengthMs };
  } finally {
    tools.kernels.arena.giveBack(frame.at);
  }
}
