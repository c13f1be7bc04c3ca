import type { Span } from "../wasm/mod.ts";

/** Somebody in a room: a leg, a player, a recorder. Frames are 20 ms at the room's rate. */
export interface Party {
  /** Fills the frame with what he says. False when he says nothing: the frame is then nobody's. */
  speak(frame: Span): boolean;
  /**
   * What he hears: all others, or silence; and that without what was said to some alone, where he heard any of it. The frames
   * are only his for this call, and not his to change.
   */
  hear(frame: Span, aloud?: Span): void;
}
