/** One sine of a tone. */
export interface Sine {
  readonly hz: number;
  /** In dB below the loudest sine. */
  readonly level: number;
}

/** Sines, or silence where there are none, for a while. */
export interface Step {
  readonly sines: readonly Sine[];
  /** Infinity for a tone that goes on. */
  readonly ms: number;
}

/** A tone with its rhythm. Steps from `again` on are repeated for ever; with `again` at the end it plays once. */
export interface Cadence {
  readonly steps: readonly Step[];
  readonly again: number;
}

/** The most sines at once. */
const MOST_SINES = 4;
/** ITU-T E.180 §5: call progress tones of -10 dBm0 in all; 0 dBm0 is 3.14 dB below the loudest sine. */
const LEVEL = -13.1;

/**
 * Reads a cadence: steps with commas, each a sum of frequencies and how many ms it lasts: `440+480/2000,0/4000`. A step
 * without ms goes on for ever, 0 Hz is silence, and steps with `!` are played once before the rest is repeated.
 *
 * Throws on anything else: cadences are our own data.
 */
export function readCadence(text: string): Cadence {
  const words = text.split(",");
  const steps = words.map((word) => readStep(word));
  const again = words.findIndex((word) => !word.startsWith("!"));
  return { steps, again: again < 0 ? steps.length : again };
}

function readStep(word: string): Step {
  const [, sum = "", ms] = /^!?(\d+(?:\+\d+)*)(?:\/(\d+))?$/.exec(word) ?? [];
  const frequencies = sum.split("+").map(Number).filter((hz) => hz > 0);
  if (sum === "" || frequencies.length > MOST_SINES) {
    throw new Error(`Cannot read the step "${word}" of a tone: expected "350+440" or "425/500"`);
  }
  const level = LEVEL - 10 * Math.log10(Math.max(1, frequencies.length));
  return { sines: frequencies.map((hz) => ({ hz, level })), ms: ms === undefined ? Infinity : Number(ms) };
}
