import type { PlayItem, Playlist } from "../../core/sound/mod.ts";

/** What goes to the player's worker. */
export type ToPlayer =
  | { readonly type: "start"; readonly memory: SharedArrayBuffer; readonly promptsFolder?: string }
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
export type FromPlayer = PlayerEvent | { readonly type: "stopped" };
