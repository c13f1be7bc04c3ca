import { fail, ok, type Result } from "../../core/base/mod.ts";
import type { Language, PlayItem, Playlist } from "../../core/sound/mod.ts";
import { labKernels, labOpus } from "../../tests/lab/kernels.ts";
import { fromMemory, openPlayer } from "../file/mod.ts";
import { Resamplers } from "../resample/mod.ts";
import { type Kernels, type OpusLibrary, takeSamples } from "../wasm/mod.ts";
import { Reel } from "./reel.ts";
import { PLAY_FRAME_SAMPLES } from "../play/mod.ts";
import type { ReelTools, Shelf, Sound } from "./sound.ts";

const kernels = await labKernels();
const players = { kernels, opus: await labOpus(), resamplers: new Resamplers(kernels) };

// The filter between two rates stays with whoever made it first: tests count what they take.
for (const rate of [8000, 44_100, 48_000]) players.resamplers.make(rate, 16_000)[Symbol.dispose]();

/** Files by their names, in memory; `open` counts those that were opened and not closed. */
export class LabFiles {
  readonly #files: Readonly<Record<string, Uint8Array>>;
  open = 0;
  music: readonly string[] = [];
  /** Which class of music was asked for last. */
  asked: string | undefined;

  constructor(files: Readonly<Record<string, Uint8Array>>) {
    this.#files = files;
  }

  /** What a reel of these files works with. Prompts are files too, and a number's clips are its digits. */
  get tools(): ReelTools {
    const openFile = (path: string): Result<Sound> => this.#open(path);
    const shelf: Shelf = {
      clipsOf: (item) => item.type === "digits" ? ok(clipsOf(item.digits)) : fail("no-clips", "Cannot say that"),
      open: (language, name) => this.#open(`${language}/${name}`),
    };
    const openRecording = (path: string, language: Language): Result<Sound> => this.#open(`${language}/${path}`);
    return { kernels, shelf, openFile, openRecording, music: (of) => this.#musicOf(of) };
  }

  #musicOf(of: string | undefined): Result<readonly string[]> {
    this.asked = of;
    return ok(this.music);
  }

  #open(path: string): Result<Sound> {
    const bytes = this.#files[path];
    if (bytes === undefined) return fail("no-file", `Cannot play "${path}": it is not there`);
    const opened = openPlayer(fromMemory(bytes), players, { rate: 16_000 });
    if (!opened.ok) return opened;
    const player = opened.value;
    this.open += 1;
    let isOpen = true;
    const close = (): void => {
      if (isOpen) this.open -= 1;
      isOpen = false;
      player[Symbol.dispose]();
    };
    return ok({ next: (out) => player.next(out), [Symbol.dispose]: close });
  }
}

function clipsOf(digits: string): readonly { readonly type: "prompt"; readonly name: string }[] {
  return [...digits].map((name) => ({ type: "prompt", name }));
}

/** What tests of this room work with. */
export const LAB: { readonly kernels: Kernels; readonly opus: OpusLibrary } = players;

export function playlistOf(items: readonly PlayItem[], repeats: boolean = false): Playlist {
  return { items, language: "en", repeats };
}

/** The items that play files. */
export function filesOf(...paths: readonly string[]): readonly PlayItem[] {
  return paths.map((path) => ({ type: "file", path }));
}

/** Plays a reel to its end, or as many frames. */
export function hearReel(reel: Reel, frames: number = Infinity): Int16Array<ArrayBuffer> {
  const out = takeSamples(kernels, PLAY_FRAME_SAMPLES);
  const heard: number[] = [];
  for (let frame = 0, count = out.length; frame < frames && count === out.length; frame++) {
    count = reel.next(out);
    heard.push(...out.view.subarray(0, count));
  }
  kernels.arena.giveBack(out.at);
  return Int16Array.from(heard);
}
