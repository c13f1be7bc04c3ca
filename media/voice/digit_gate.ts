import { DigitFinder, type Keystroke } from "../dtmf/mod.ts";
import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";

const NOTHING: readonly Keystroke[] = [];

/**
 * Finds keys in what somebody says, and keeps them from being heard: a key is told as a digit, and would be two where it
 * is heard as well. As it takes up to 38 ms to know a key, what he says is held back for a frame: of what passes before,
 * no receiver makes a digit.
 */
export class DigitGate implements Disposable {
  /** The keys that went down or came up in the last frame. */
  strokes: readonly Keystroke[] = NOTHING;
  readonly #kernels: Kernels;
  readonly #finder: DigitFinder;
  readonly #held: Block<Int16Array>;
  readonly #spare: Block<Int16Array>;
  #holdsSound = false;
  #isPressed = false;

  /** @param rate of what he says, in Hz; @param samples of its frames */
  constructor(kernels: Kernels, rate: number, samples: number) {
    this.#kernels = kernels;
    this.#finder = new DigitFinder(kernels, rate);
    this.#held = takeSamples(kernels, samples);
    this.#spare = takeSamples(kernels, samples);
  }

  /** Takes a frame, and gives the one before it in its place. False where that is not to be heard. */
  pass(frame: Span, isSound: boolean): boolean {
    const wasPressed = this.#isPressed;
    this.strokes = this.#finder.hear(frame);
    if (this.strokes.length > 0) this.#isPressed = this.strokes.at(-1)!.type === "pressed";
    const isHeard = this.#holdsSound && !this.#isPressed && !wasPressed;
    this.#holdsSound = isSound;
    const { samples } = this.#kernels;
    const said = frame.at >> 1;
    const held = this.#held.at >> 1;
    const spare = this.#spare.at >> 1;
    samples.copyWithin(spare, said, said + frame.length);
    samples.copyWithin(said, held, held + frame.length);
    samples.copyWithin(held, spare, spare + frame.length);
    return isHeard;
  }

  [Symbol.dispose](): void {
    this.#finder[Symbol.dispose]();
    for (const { at } of [this.#held, this.#spare]) this.#kernels.arena.giveBack(at);
  }
}
