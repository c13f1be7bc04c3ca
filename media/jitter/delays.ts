/**
 * How long packets take, as a histogram that forgets: from it the delay at which few enough come too late.
 *
 * A packet's transit is when it came less its timestamp. Only differences mean something, so delays are counted from the
 * fastest packet of the last seconds; that also follows two clocks that run apart. All times are in samples, as integers
 * of 32 bits that wrap.
 */
const BINS = 512;
const BIN_MS = 1;
/** After so many packets the histogram half forgets: 20 s of packets of 20 ms. */
const HALF_LIFE = 1000;
const GROWTH = 2 ** (1 / HALF_LIFE);
/** Weights grow instead of old ones shrinking; here they are all made small again. */
const LARGEST_WEIGHT = 1e9;
/**
 * The part of all packets that may come later than the target. Since delays are rounded up to the beat, and sound that had to
 * wait for a late packet stays late for a while, a quarter of it is concealed in the end.
 */
const LATE = 0.06;
/** Before much is known, so many packets are taken to have come so late. */
const PRIOR_PACKETS = 10;
const PRIOR_MS = 20;
/** The fastest packet is looked for in so many slices of so many ms. */
const SLICES = 20;
const SLICE_MS = 100;

export class Delays {
  /** The transit of the fastest packet of late. */
  fastest = 0;
  readonly #perMs: number;
  readonly #weights = new Float64Array(BINS);
  /** The weight of the next packet, of all before, and of those in bins above the target's. */
  readonly #sums = new Float64Array(3);
  readonly #slices = new Int32Array(SLICES);
  readonly #sliceIsUsed = new Uint8Array(SLICES);
  #slice = 0;
  #sliceBegan = 0;
  #targetBin = 0;

  /** @param perMs samples in a millisecond */
  constructor(perMs: number) {
    this.#perMs = perMs;
    this.restart();
  }

  /** The delay behind the fastest packet that 94 of 100 keep to, in samples. */
  get target(): number {
    return (this.#targetBin + 1) * BIN_MS * this.#perMs;
  }

  /** Whether no packet's transit is known. */
  get isEmpty(): boolean {
    return this.#sliceIsUsed[this.#slice] === 0;
  }

  /** Another stream begins: of it nothing is known. */
  restart(): void {
    this.#weights.fill(0);
    this.#sums.fill(0);
    this.#targetBin = 0;
    this.#sums[0] = PRIOR_PACKETS;
    this.#count(PRIOR_MS / BIN_MS - 1);
    this.#sums[0] = 1;
    this.rebase();
  }

  /** The way has changed, or the sender's clock has jumped: the next packet is the fastest. */
  rebase(): void {
    this.#sliceIsUsed.fill(0);
  }

  /** Takes a packet's transit into account; returns how much longer than the fastest it took. */
  arrive(transit: number, now: number): number {
    this.#turn(now);
    const isFirst = this.#sliceIsUsed[this.#slice] === 0;
    if (isFirst || ((transit - this.#slices[this.#slice]!) | 0) < 0) {
      this.#slices[this.#slice] = transit;
      this.#sliceIsUsed[this.#slice] = 1;
      this.#findFastest();
    }
    const behind = (transit - this.fastest) | 0;
    this.#count(Math.min(BINS - 1, (behind / (BIN_MS * this.#perMs)) | 0));
    return behind;
  }

  /** Goes on to the slice of `now`, forgetting those that lie a whole turn back. */
  #turn(now: number): void {
    const length = SLICE_MS * this.#perMs;
    const passed = Math.floor(((now - this.#sliceBegan) | 0) / length);
    if (passed === 0) return;
    this.#sliceBegan = passed < 0 || passed >= SLICES ? now : (this.#sliceBegan + passed * length) | 0;
    for (let turned = 0; turned < Math.min(SLICES, Math.abs(passed)); turned++) {
      this.#slice = (this.#slice + 1) % SLICES;
      this.#sliceIsUsed[this.#slice] = 0;
    }
  }

  #findFastest(): void {
    let fastest = this.#slices[this.#slice]!;
    for (let slice = 0; slice < SLICES; slice++) {
      const other = this.#slices[slice]!;
      if (this.#sliceIsUsed[slice] === 1 && ((other - fastest) | 0) < 0) fastest = other;
    }
    this.fastest = fastest;
  }

  #count(bin: number): void {
    const sums = this.#sums;
    const weights = this.#weights;
    const weight = sums[0]!;
    weights[bin]! += weight;
    sums[1]! += weight;
    if (bin > this.#targetBin) sums[2]! += weight;
    const allowed = LATE * sums[1]!;
    while (sums[2]! > allowed) {
      this.#targetBin += 1;
      sums[2]! -= weights[this.#targetBin]!;
    }
    while (this.#targetBin > 0 && sums[2]! + weights[this.#targetBin]! <= allowed) {
      sums[2]! += weights[this.#targetBin]!;
      this.#targetBin -= 1;
    }
    sums[0] = weight * GROWTH;
    if (sums[0] > LARGEST_WEIGHT) this.#shrink();
  }

  #shrink(): void {
    let all = 0;
    let above = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const weight = this.#weights[bin]! / LARGEST_WEIGHT;
      this.#weights[bin] = weight;
      all += weight;
      if (bin > this.#targetBin) above += weight;
    }
    this.#sums[0]! /= LARGEST_WEIGHT;
    this.#sums[1] = all;
    this.#sums[2] = above;
  }
}
