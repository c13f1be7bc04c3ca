import { type Block, type Kernels, type Span, takeSamples } from "../wasm/mod.ts";
import { AnswerToneFinder } from "./answer_tone.ts";
import { Suppressor } from "./suppressor.ts";

const BLOCKS_PER_SECOND = 250;
const FRAMES_PER_SECOND = 50;
const LONGEST_TAIL_MS = 512;

/** How an {@link EchoCanceller} works. */
export interface EchoOptions {
  readonly rate: 8000 | 16_000;
  /** How late the last of the echo may come: the delay and the length of its path, from 4 to 512 ms. */
  readonly tailMs: number;
  /** Whether what cancelling leaves is suppressed, and comfort noise put in its place. True unless told. */
  readonly suppression?: boolean;
  /** Whether the near end's steady noise is made softer, too. False unless told. */
  readonly noise?: boolean;
}

/**
 * Takes out of what comes back from a line or a device what was sent there. Without suppression sound comes out as late as
 * it went in, with it 4 ms later.
 *
 * A modem or fax cancels its echo itself, and says so (G.168 §7): on its 2100 Hz nothing is suppressed, and when that turns
 * its phase, nothing is cancelled either, until both ends fall silent.
 */
export class EchoCanceller implements Disposable {
  readonly #kernels: Kernels;
  readonly #suppresses: boolean;
  readonly #quietens: boolean;
  readonly #state: number;
  readonly #block: number;
  readonly #partitions: number;
  readonly #echo: Block<Int16Array>;
  readonly #suppressor: Suppressor | undefined;
  readonly #tones: { readonly near: AnswerToneFinder; readonly far: AnswerToneFinder };
  /** The frame that is being worked on, at both ends and at the exit. */
  readonly #frames: { readonly near: Span; readonly far: Span; readonly out: Span };
  #isOpen = true;

  constructor(kernels: Kernels, options: EchoOptions) {
    const { rate, tailMs, suppression = true, noise = false } = options;
    if (!(tailMs >= 4 && tailMs <= LONGEST_TAIL_MS)) {
      throw new RangeError(`Cannot cancel an echo of "${tailMs}" ms: expected 4 to ${LONGEST_TAIL_MS}`);
    }
    this.#kernels = kernels;
    this.#suppresses = suppression;
    this.#quietens = noise;
    this.#block = rate / BLOCKS_PER_SECOND;
    this.#partitions = Math.ceil(tailMs * BLOCKS_PER_SECOND / 1000);
    this.#state = kernels.arena.take(kernels.run.cancelOctets(this.#block, this.#partitions));
    this.#echo = takeSamples(kernels, rate / FRAMES_PER_SECOND);
    this.#suppressor = suppression || noise ? new Suppressor(kernels, rate) : undefined;
    this.#tones = { near: new AnswerToneFinder(kernels, rate), far: new AnswerToneFinder(kernels, rate) };
    const { length } = this.#echo;
    this.#frames = { near: { at: 0, length }, far: { at: 0, length }, out: { at: 0, length } };
    kernels.run.cancelReset(this.#state, this.#block, this.#partitions);
  }

  /** Whether a modem's tone has been heard that asks for no canceller, and the call has not been silent since. */
  get isStandingAside(): boolean {
    return this.#tones.near.found === "turning" || this.#tones.far.found === "turning";
  }

  /**
   * Cancels the echo of some frames of 20 ms.
   *
   * @param near what came from there
   * @param far what was sent there at the same time
   * @param out where `near` goes without its echo; may be `near` itself
   */
  cancel(near: Span, far: Span, out: Span): void {
    for (let done = 0; done < near.length; done += this.#echo.length) {
      this.#turnTo(near, far, out, done);
      this.#listen();
      this.#cancelFrame();
    }
  }

  /**
   * Takes some frames in which nothing came that could hold an echo: the sender was silent, and made us make his noise.
   * What was sent meanwhile is remembered; but that none of it came back says nothing about the path.
   *
   * @param pcm what is heard in place of what came; it is quietened as if it had come
   */
  pass(pcm: Span, far: Span): void {
    for (let done = 0; done < pcm.length; done += this.#echo.length) {
      this.#turnTo(pcm, far, pcm, done);
      this.#listen();
      const { near, far: sent } = this.#frames;
      if (!this.isStandingAside) this.#kernels.run.cancelPass(this.#state, sent.at, sent.length);
      this.#suppressor?.suppress(near, 0, this.#quietens && this.#isVoice);
    }
  }

  /** Learns nothing for a while: what comes is not where it belongs, because it was stretched, or is a guess. */
  hold(ms: number): void {
    this.#kernels.run.cancelHold(this.#state, Math.ceil(ms * BLOCKS_PER_SECOND / 1000));
  }

  #turnTo(near: Span, far: Span, out: Span, done: number): void {
    const frames = this.#frames;
    frames.near.at = near.at + 2 * done;
    frames.far.at = far.at + 2 * done;
    frames.out.at = out.at + 2 * done;
  }

  get #isVoice(): boolean {
    return this.#tones.near.found === "none" && this.#tones.far.found === "none";
  }

  #listen(): void {
    const { near, far } = this.#tones;
    const wasAside = this.isStandingAside;
    near.hear(this.#frames.near);
    far.hear(this.#frames.far);
    if (near.isSilent && far.isSilent) {
      near.forget();
      far.forget();
    }
    // What was learnt of the path before the modem spoke may be true no more.
    if (wasAside && !this.isStandingAside) this.reset();
  }

  #cancelFrame(): void {
    const { near, far, out } = this.#frames;
    const isVoice = this.#isVoice;
    if (this.isStandingAside) {
      this.#kernels.samples.copyWithin(out.at / 2, near.at / 2, near.at / 2 + near.length);
    } else {
      this.#kernels.run.cancel(this.#state, near.at, far.at, out.at, this.#echo.at, near.length);
    }
    const echo = isVoice && this.#suppresses ? this.#echo.at : 0;
    this.#suppressor?.suppress(out, echo, isVoice && this.#quietens);
  }

  /** Forgets the path. */
  reset(): void {
    this.#kernels.run.cancelReset(this.#state, this.#block, this.#partitions);
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const part of [this.#suppressor, this.#tones.near, this.#tones.far]) part?.[Symbol.dispose]();
    for (const at of [this.#state, this.#echo.at]) this.#kernels.arena.giveBack(at);
  }
}
