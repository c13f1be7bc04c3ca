import type { Playlist } from "../../core/sound/mod.ts";
import { type Block, takeSamples } from "../wasm/mod.ts";
import { Reel } from "./reel.ts";
import { MOST_WAITING, PLAY_FRAME_SAMPLES, type PlayerEvent, PlayWriter } from "../play/mod.ts";
import type { ReelTools } from "./sound.ts";

/** A reel that runs into a ring. */
interface Running {
  readonly reel: Reel;
  readonly writer: PlayWriter;
}

/** All reels that run, a frame at a time, and the emptiest ring first: none starves while another is slow. */
export class Deck implements Disposable {
  readonly #tools: ReelTools;
  readonly #memory: SharedArrayBuffer;
  readonly #frame: Block<Int16Array>;
  readonly #running = new Map<number, Running>();
  #events: PlayerEvent[] = [];

  constructor(tools: ReelTools, memory: SharedArrayBuffer) {
    this.#tools = tools;
    this.#memory = memory;
    this.#frame = takeSamples(tools.kernels, PLAY_FRAME_SAMPLES);
  }

  /** Whether anything is left to be written. */
  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** Begins to fill a ring; what ran into it before is closed. */
  open(ring: number, use: number, playlist: Playlist): void {
    this.close(ring);
    const writer = new PlayWriter(this.#memory, ring, use);
    this.#running.set(ring, { reel: new Reel(this.#tools, playlist), writer });
  }

  /** Closes what runs into a ring, if anything does. */
  close(ring: number): void {
    this.#running.get(ring)?.reel[Symbol.dispose]();
    this.#running.delete(ring);
  }

  /** Writes a frame into the emptiest ring. False where all are full. */
  turn(): boolean {
    let emptiest: Running | undefined;
    let least = MOST_WAITING;
    for (const running of this.#running.values()) {
      const { waiting } = running.writer;
      if (waiting >= least) continue;
      emptiest = running;
      least = waiting;
    }
    if (emptiest === undefined) return false;
    this.#play(emptiest);
    return true;
  }

  /** What could not be played and has not been told yet. */
  takeEvents(): readonly PlayerEvent[] {
    return this.#events.splice(0);
  }

  [Symbol.dispose](): void {
    for (const ring of [...this.#running.keys()]) this.close(ring);
    this.#tools.kernels.arena.giveBack(this.#frame.at);
  }

  #play({ reel, writer }: Running): void {
    const count = reel.next(this.#frame);
    if (count > 0) writer.write(this.#frame.view, 0, count);
    for (const fault of reel.takeFaults()) this.#events.push({ type: "failed", ring: writer.ring, ...fault });
    if (count === PLAY_FRAME_SAMPLES) return;
    writer.end();
    this.close(writer.ring);
  }
}
