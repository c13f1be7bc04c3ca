/** What `kernels.wasm` exports. `at`, `from` and `to` are addresses in its memory, counts are of samples or octets. */
export interface Entries {
  /** Where static data ends: must not reach the scratch. */
  readonly staticEnd: WebAssembly.Global;

  /** G.711: `count` codes <-> as many samples. Addresses need no alignment, source and target must not overlap. */
  alawDecode(from: number, to: number, count: number): void;
  alawEncode(from: number, to: number, count: number): void;
  ulawDecode(from: number, to: number, count: number): void;
  ulawEncode(from: number, to: number, count: number): void;

  /** G.722: `count` codes <-> twice as many samples at 16 kHz. A state is 256 octets, and must be reset first. */
  g722Reset(state: number): void;
  g722Encode(state: number, from: number, to: number, count: number): void;
  g722Decode(state: number, from: number, to: number, count: number): void;

  /**
   * Mixing: `from` and `to` are lists of `parties` 32-bit addresses of frames, of `mixAll` `to` is one frame. `count` is
   * a multiple of 16.
   */
  mixMinus(from: number, to: number, parties: number, count: number): void;
  mixAll(from: number, to: number, parties: number, count: number): void;

  /**
   * Changing the rate: `phases` are `up` rows of `taps` coefficients in Q14, oldest sample first, `history` the last
   * `taps` samples. `taps` is a multiple of 16, and `count * up / down` must be whole.
   */
  resample(
    history: number,
    phases: number,
    taps: number,
    up: number,
    down: number,
    from: number,
    to: number,
    count: number,
  ): void;

  /** Eight filters: `bank` is 32 floats, coefficients 2 cos w, last and last but one values, parts of the power. */
  goertzel(bank: number, from: number, count: number): void;

  /**
   * Four sines: `generator` is 20 floats, cosines and sines of the pointers, the same of their turns, amplitudes. The
   * loudness goes from `first` to `last`, 1 being the generator's own.
   */
  tone(generator: number, to: number, count: number, first: number, last: number): void;

  /**
   * Concealing loss at a `rate` of whole 4 kHz: `state` is 64 octets, then 6 for each of the samples in 50 ms.
   * `concealHeard` changes the frame's beginning after a loss.
   */
  concealReset(state: number, rate: number): void;
  concealHeard(state: number, frame: number, count: number): void;
  concealLost(state: number, to: number, count: number): void;
  /** As `concealHeard` after a loss, where nothing was lost: the frame is of another place than what was before it. */
  concealJoin(state: number, frame: number, count: number): void;

  /**
   * Stretching time: the lag, from `least` to `most`, at which the sound before (`direction` -1) or behind (1) `at` is most like
   * the `count` samples there. `most` is a multiple of the samples in 0.25 ms, `count` of those in 4 ms.
   */
  stretchLag(at: number, count: number, least: number, most: number, direction: number, rate: number): number;
  /** How alike two stretches are, from -1 to 1; `count` is a multiple of 4. */
  stretchLikeness(a: number, b: number, count: number): number;
  /** Begins as `from` and ends as `into`; `to` may be one of the two. */
  crossfade(from: number, into: number, to: number, count: number): void;

  /**
   * The Fourier transform: `size` (a power of two from 32 to 1024) floats <-> a spectrum of `size / 2 + 4` real parts, the
   * last three zero, and as many imaginary ones. Tables are `11 / 4 size` floats, filled by `fftTables`.
   */
  fftTables(tables: number, size: number): void;
  fft(tables: number, size: number, from: number, to: number): void;
  ifft(tables: number, size: number, from: number, to: number): void;

  /**
   * Cancelling the echo of `far` in `near`: what is left goes to `error`, what was taken away to `echo`. A block is 4 ms,
   * a partition is a block of the path's length, a state has `cancelOctets`. `count` is a multiple of the block. Where
   * nothing came that could hold an echo, `cancelPass` takes what was sent. After `cancelHold` nothing is learnt of so many
   * blocks.
   */
  cancelOctets(block: number, partitions: number): number;
  cancelReset(state: number, block: number, partitions: number): void;
  cancel(state: number, near: number, far: number, error: number, echo: number, count: number): void;
  cancelHold(state: number, blocks: number): void;
  cancelPass(state: number, far: number, count: number): void;

  /**
   * Suppressing noise, and what is left of an `echo` that was cancelled (0: none), at a `rate` of 8000 or 16,000. What comes
   * out is 4 ms late. Noise becomes softer by the factor `least` at most; a state has `suppressOctets`, `count` is a multiple
   * of 10 ms, `to` may be `from`.
   */
  suppressOctets(rate: number): number;
  suppressReset(state: number, rate: number, seed: number): void;
  suppress(state: number, from: number, echo: number, to: number, count: number, least: number): void;

  /** How loud: the mean square around the mean, and the largest magnitude. `count` is a multiple of 8. */
  power(from: number, count: number): number;
  peak(from: number, count: number): number;
  /** Multiplies in place by a factor from `first` to `last`. `count` is a multiple of 8. */
  amplify(at: number, count: number, first: number, last: number): void;

  /**
   * Noise: `state` is a seed that is not 0, the order, two words unused, 12 reflection coefficients (floats) and 13 floats
   * of its own. The excitation's largest amplitude goes from `first` to `last`.
   */
  comfortNoise(state: number, to: number, count: number, first: number, last: number): void;

  /**
   * AES: `keys` are 256 octets, made from a key of 16 or 32. `aesCounter` en- or decrypts in place, counting in the last
   * word of the 16 octets at `counter`.
   */
  aesExpand(keys: number, key: number, octets: number): void;
  aesCounter(keys: number, counter: number, at: number, count: number): void;
  /** HMAC-SHA1: `pads` are 40 octets, made from a key of at most 64. A digest has 20. */
  hmacExpand(pads: number, key: number, octets: number): void;
  hmacSha1(pads: number, at: number, count: number, digest: number): void;

  /**
   * SRTP, in place: `keys` are AES's 256 octets, 16 of salt with zeros behind, then HMAC's pads (`cm`), or 512 octets that
   * `gcmExpand` fills (`gcm`). `count` is of the open packet, `high` and `low` are the index as 32 and 16 bits, `kept` is
   * 0 for RTP and 4 for RTCP, `tag` how long the code is. A packet may grow by 20 octets. `cmOpen` and `gcmOpen` say 1
   * when the code was right, else 0 and leave the packet as it was.
   */
  cmSeal(
    keys: number,
    packet: number,
    header: number,
    count: number,
    high: number,
    low: number,
    kept: number,
    tag: number,
  ): void;
  cmOpen(
    keys: number,
    packet: number,
    header: number,
    count: number,
    high: number,
    low: number,
    kept: number,
    tag: number,
  ): number;
  gcmExpand(keys: number): void;
  gcmSeal(
    keys: number,
    packet: number,
    header: number,
    count: number,
    high: number,
    low: number,
    kept: number,
  ): void;
  gcmOpen(
    keys: number,
    packet: number,
    header: number,
    count: number,
    high: number,
    low: number,
    kept: number,
  ): number;
}
