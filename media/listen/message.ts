import type { SealKey } from "../file/mod.ts";
import type { KeepOrder, Kept } from "./keep_sound.ts";

/** How much of it there is. */
export interface Measure {
  /** Of the WAV file, in octets. */
  readonly bytes: number;
  readonly sides: 1 | 2;
  readonly durationMs: number;
}

/** How loud it is from moment to moment, 0 to 255: one row a side, all of the same length. */
export type Outline = readonly (readonly number[])[];

/** A WAV or an Ogg Opus file, below the box's data folder. */
export interface SoundFile {
  readonly path: string;
  readonly bytes: number;
}

/** What can be asked for. Paths are below the box's data folder. */
export type ListenerWish =
  | { readonly wish: "measure"; readonly paths: readonly string[] }
  | { readonly wish: "read"; readonly paths: readonly string[]; readonly at: number; readonly length: number }
  | { readonly wish: "outline"; readonly paths: readonly string[]; readonly columns: number }
  | { readonly wish: "keep"; readonly order: KeepOrder }
  /** What lies in a folder and in those that are in it. */
  | { readonly wish: "list"; readonly folder: string }
  | { readonly wish: "erase"; readonly path: string };

export type ToListener =
  | { readonly type: "start"; readonly folder: string; readonly keys: readonly SealKey[] }
  | { readonly type: "ask"; readonly id: number; readonly wish: ListenerWish };

export type FromListener =
  | { readonly id: number; readonly answer: Measure | Uint8Array<ArrayBuffer> | Outline | Kept | readonly SoundFile[] }
  | { readonly id: number; readonly failed: string };
