import type { EngineCommand } from "./message.ts";

/** The main thread's handle on the media engine. */
export interface MediaPlane {
  /**
   * Tells the engine. False when it was not told: an `open` while the way there is full, or anything while the engine is
   * being restarted. Answer the new call with 503. What belongs to an open leg is kept in order until the way is free.
   */
  command(command: EngineCommand): boolean;
  /** How the engine reaches the network. */
  readonly kind: "libc" | "fallback";
  /** By which kinds of addresses browsers can reach it: none where the port for their sound could not be had. */
  readonly browserFamilies: readonly (4 | 6)[];
  /** What the engine writes taps into: for whoever reads them in another worker. The same for as long as the plane lives. */
  readonly taps: SharedArrayBuffer;
  /** What a player fills, in another worker, and legs are played from. As long-lived. */
  readonly plays: SharedArrayBuffer;
  /** What the engine counts: `media/engine` names them. */
  figures(): Record<string, number>;
  /** Ends the worker and its sockets. Closing twice is quiet. */
  close(): Promise<void>;
}
