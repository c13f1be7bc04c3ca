import type { Language } from "../../core/sound/mod.ts";
import { Player } from "../file/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { type ClipTools, ClipTrack } from "./clip_track.ts";
import { type PackedClip, packetsOf, type PackHead, readPack } from "./pack_format.ts";

/** The rendered prompts: the pack's octets, which are never copied, and where each clip lies in them. */
export class PromptPack {
  readonly #bytes: Uint8Array;
  readonly #head: PackHead;
  readonly #clips: ReadonlyMap<string, PackedClip>;

  /** Throws where the octets are no pack. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#head = readPack(bytes);
    this.#clips = new Map(this.#head.clips.map((clip) => [clip.name, clip]));
  }

  /** The hash of the words that it was made from. */
  get hash(): string {
    return this.#head.hash;
  }

  has(language: Language, name: string): boolean {
    return this.#clips.has(packedName(language, name));
  }

  /** A clip, to be heard at a rate; undefined where there is none of that name. Whoever opened it closes it. */
  open(language: Language, name: string, tools: ClipTools, rate: Rate): Player | undefined {
    const clip = this.#clips.get(packedName(language, name));
    if (clip === undefined) return undefined;
    const packets = packetsOf(this.#bytes, clip);
    return new Player(tools.kernels, new ClipTrack({ samples: clip.samples, packets }, this.#head, tools, rate));
  }
}

export function packedName(language: Language, name: string): string {
  return `${language}/${name}`;
}
