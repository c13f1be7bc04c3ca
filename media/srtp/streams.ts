import { ReplayWindow } from "./replay_window.ts";

/** More than any peer will ever need with one key; without an end a peer could fill the memory. */
const MOST_STREAMS = 64;

/** What has been sent or has come of each SSRC. A stream is never forgotten: its indices would be used twice. */
export class Streams {
  readonly #windows = new Map<number, ReplayWindow>();
  /** Nearly always the one that is asked for again. */
  #lastSsrc = 0;
  #last: ReplayWindow | undefined;
  /** For the next SSRC, should it prove genuine: strangers with a thousand of them cost no memory. */
  #next = new ReplayWindow();

  /** The SSRC's window, an empty one where nothing has been kept yet. Undefined when there are too many SSRCs. */
  find(ssrc: number): ReplayWindow | undefined {
    if (this.#last !== undefined && this.#lastSsrc === ssrc) return this.#last;
    const window = this.#windows.get(ssrc);
    if (window === undefined) return this.#windows.size < MOST_STREAMS ? this.#next : undefined;
    this.#lastSsrc = ssrc;
    this.#last = window;
    return window;
  }

  /** Marks an index as used, in the window that was found for the SSRC. */
  use(ssrc: number, window: ReplayWindow, index: number): void {
    window.use(index);
    if (window !== this.#next) return;
    this.#windows.set(ssrc, window);
    this.#next = new ReplayWindow();
  }
}
