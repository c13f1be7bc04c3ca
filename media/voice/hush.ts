import { levelOf, VoiceFinder } from "../level/mod.ts";
import { noisePayload } from "../noise/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";

/** Softer is silence: all that is left is what a codec of 8 bits makes of nothing. */
const SILENT_DBOV = -66;
/** So much silence is still sent as sound: between two words nothing changes. */
const FRAMES_SENT = 10;
/** RFC 3389 §4 leaves to the sender how often: every half second, so that one lost packet is soon made good. */
const FRAMES_BETWEEN = 25;
/** Louder, it would be no comfort: it was music or a voice that never paused. */
const LOUDEST_DBOV = -50;
/** Where nothing was ever said. */
const QUIETEST_DBOV = -70;

/**
 * Knows when there is nothing to say, and how loud the noise was behind what was said before: a line on which there is
 * nothing at all sounds dead.
 */
export class Hush {
  readonly #kernels: Kernels;
  readonly #voice: VoiceFinder;
  #silentFrames = 0;
  /** The noise, as it was known one and two frames ago: the last ones before silence fade into it. */
  #noise = QUIETEST_DBOV;
  #noiseBefore = QUIETEST_DBOV;

  /** @param rate of what is said, in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#voice = new VoiceFinder(kernels, rate);
  }

  /** He was spoken to by others meanwhile: whether they were silent is not known. */
  restart(): void {
    this.#silentFrames = 0;
  }

  /** What to do about a frame: say it, describe the noise in its place (RFC 3389), or let it be. */
  judge(frame: Span): "say" | "describe" | "rest" {
    if (levelOf(this.#kernels, frame) > SILENT_DBOV) {
      this.#silentFrames = 0;
      this.#noiseBefore = this.#noise;
      this.#noise = this.#voice.floor;
      this.#voice.hear(frame);
      return "say";
    }
    const described = this.#silentFrames - FRAMES_SENT;
    this.#silentFrames += 1;
    if (described < 0) return "say";
    return described % FRAMES_BETWEEN === 0 ? "describe" : "rest";
  }

  /** The octet that describes the noise. */
  get description(): number {
    return noisePayload(Math.min(LOUDEST_DBOV, this.#noiseBefore));
  }
}
