import type { Chance } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { SoundDoor } from "../sound/mod.ts";

export const SOUND_KINDS = ["announcement", "prompt", "music"] as const;
export type SoundKind = (typeof SOUND_KINDS)[number];

/** A sound of the owner's. */
export interface OwnSound {
  readonly kind: SoundKind;
  /** An announcement's number; `en:hours-closed`, a language and a sentence; `jazz:waiting`, a class of music and a name, or a name. */
  readonly id: string;
  /** Below the data folder; the first of them is heard. */
  readonly paths: readonly string[];
}

/** Where they are. */
export interface SoundsWorld {
  readonly chance: Chance;
  readonly sounds: Pick<SoundDoor, "list" | "erase" | "keep">;
  ask(command: DeskCommand): DeskAnswer;
  /** What the box says: the text of each of its sentences by its name. */
  sentences(language: "en" | "ro"): ReadonlyMap<string, string>;
}
