const RATE_HZ = 8_000;
const BIAS = 0x84;
const CLIP = 32_635;

/** Octets of PCMU in one packet of 20 ms. */
export const FRAME_OCTETS = 160;

/** A tone in PCMU (ITU-T G.711 mu-law), as packets of 20 ms that follow each other without a click. */
export class Tone {
  readonly #step: number;
  #phase = 0;

  constructor(hz: number) {
    this.#step = 2 * Math.PI * hz / RATE_HZ;
  }

  /** Writes the next 20 ms into `out`. */
  next(out: Uint8Array): void {
    for (let at = 0; at < FRAME_OCTETS; at++) {
      out[at] = encode(Math.round(10_000 * Math.sin(this.#phase)));
      this.#phase = (this.#phase + this.#step) % (2 * Math.PI);
    }
  }
}

/** How much of what is heard is one tone: 0 for silence or something else, 1 for nothing but it (Goertzel). */
export class ToneEar {
  readonly #coefficient: number;
  #last = 0;
  #before = 0;
  #energy = 0;
  #samples = 0;

  constructor(hz: number) {
    this.#coefficient = 2 * Math.cos(2 * Math.PI * hz / RATE_HZ);
  }

  hear(pcmu: Uint8Array): void {
    for (const octet of pcmu) {
      const sample = decode(octet);
      const now = sample + this.#coefficient * this.#last - this.#before;
      this.#before = this.#last;
      this.#last = now;
      this.#energy += sample * sample;
      this.#samples += 1;
    }
  }

  /** The share since the last asking, which begins a new count. */
  share(): number {
    const power = this.#last ** 2 + this.#before ** 2 - this.#coefficient * this.#last * this.#before;
    const share = this.#energy === 0 ? 0 : Math.min(1, 2 * power / (this.#samples * this.#energy));
    this.#last =
      this.#before =
      this.#energy =
      this.#samples =
        0;
    return share;
  }
}

function encode(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(biased) - 7;
  const mantissa = (biased >> (exponent + 3)) & 0x0f;
  return ~(sign | exponent << 4 | mantissa) & 0xff;
}

function decode(octet: number): number {
  const bits = ~octet & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = (((bits & 0x0f) << 3) + BIAS << exponent) - BIAS;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
}
