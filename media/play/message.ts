import type { LogLine } from "../../core/base/mod.ts";
import type { PlayItem, Playlist } from "../../core/sound/mod.ts";
import type { SealKey } from "../file/mod.ts";

/** Where sound comes from besides the paths that are ordered. */
export interface PlayerSources {
  /** What paths that do not begin with `/` are below. */
  readonly filesFolder?: string | undefined;
  /** Recordings of what the box says; where one is missing the box's own is heard. */
  readonly promptsFolder?: string | undefined;
  /** Music on hold: the WAV and Ogg Opus files in it, by their names' order. Without any the box's own is heard. */
  readonly musicFolder?: string | undefined;
  /** Sealed files open with one of these. */
  readonly keys?: readonly SealKey[] | undefined;
}

/** What goes to the player's worker. */
export type ToPlayer =
  | { readonly type: "start"; readonly memory: SharedArrayBuffer; readonly sources: PlayerSources }
  /** Fills a ring, in the use that `openRing` told. */
  | { readonly type: "open"; readonly ring: number; readonly use: number; readonly playlist: Playlist }
  /** Nobody hears the ring any more. */
  | { readonly type: "close"; readonly ring: number }
  | { readonly type: "stop" };

/** Something could not be played. */
export interface PlayerEvent {
  readonly type: "failed";
  /** The ring in which the item was left out; none where the worker has died, and all rings have ended. */
  readonly ring?: number;
  readonly item?: PlayItem;
  readonly text: string;
}

/** What comes from it. */
export type FromPlayer =
  | PlayerEvent
  | { readonly type: "log"; readonly line: LogLine }
  | { readonly type: "stopped" };
