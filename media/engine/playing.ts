import type { Tone } from "../../core/sound/mod.ts";
import type { RoomRate } from "../room/mod.ts";
import { toneOf, TonePlayer } from "../tone/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

/** Of the widest room: 20 ms at 16 kHz. */
export const WIDEST_FRAME = 320;
const FRAMES_PER_SECOND = 50;

/** Where what is played comes from, 20 ms at a time, at whatever rate is asked. */
export interface Source extends Disposable {
  /** The next frame, good until the next call; "silence" where there is none just now. */
  next(rate: RoomRate): Span | "silence" | "end";
}

/** What one leg is played. */
export class Playing implements Disposable {
  /** As the command named it. */
  readonly play: number;
  isOver = false;
  readonly #source: Source;

  /** @param source becomes its own */
  constructor(play: number, source: Source) {
    this.play = play;
    this.#source = source;
  }

  /** What the leg hears in this beat; the room's frame where nothing is played just now. Allocates nothing. */
  instead(frame: Span, rate: RoomRate): Span {
    const said = this.isOver ? "end" : this.#source.next(rate);
    if (said === "end") this.isOver = true;
    return said === "end" || said === "silence" ? frame : said;
  }

  [Symbol.dispose](): void {
    this.#source[Symbol.dispose]();
  }
}

/** A tone made here: it goes on until it is stopped, but for those that have an end. */
export class ToneSource implements Source {
  readonly #kernels: Kernels;
  readonly #tone: Tone;
  readonly #frame: Block<Int16Array>;
  readonly #out: Span;
  #player: TonePlayer | undefined;
  #rate: RoomRate | undefined;

  constructor(kernels: Kernels, tone: Tone) {
    this.#kernels = kernels;
    this.#tone = tone;
    this.#frame = takeSamples(kernels, WIDEST_FRAME);
    this.#out = { at: this.#frame.at, length: 0 };
  }

  next(rate: RoomRate): Span | "end" {
    if (rate !== this.#rate) this.#begin(rate);
    const player = this.#player!;
    if (!player.isPlaying) return "end";
    player.fill(this.#out);
    return this.#out;
  }

  /** Anew where the leg has come into another room: a cadence has no memory worth keeping. */
  #begin(rate: RoomRate): void {
    this.#player?.[Symbol.dispose]();
    this.#player = new TonePlayer(this.#kernels, rate);
    this.#player.play(toneOf(this.#tone.country, this.#tone.tone));
    this.#rate = rate;
    this.#out.length = rate / FRAMES_PER_SECOND;
  }

  [Symbol.dispose](): void {
    this.#player?.[Symbol.dispose]();
    this.#kernels.arena.giveBack(this.#frame.at);
  }
}
