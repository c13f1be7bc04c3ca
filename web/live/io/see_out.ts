import type { Still } from "../mod.ts";

/** Who is told what happens. */
export interface Told {
  readonly stream: ReadableStreamDefaultController<Uint8Array>;
  readonly still: Still;
}

/** Ends the streams of those who may not have them any more, before they are told anything else. */
export async function seeOut<Listener extends Told>(listeners: Set<Listener>): Promise<void> {
  for (const listener of listeners) {
    if (await listener.still()) continue;
    // He may have left while that was asked.
    if (listeners.delete(listener)) listener.stream.close();
  }
}
