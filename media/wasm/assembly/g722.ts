// @ts-nocheck AssemblyScript: its own compiler checks the types
/**
 * G.722 at 64 kbit/s: a quadrature mirror filter, and two sub-bands of adaptive differential code. Blocks carry the
 * Recommendation's names (clause 6.2); the arithmetic is its 16-bit arithmetic, so that every bit agrees.
 *
 * A state is 256 octets: the lower band, the upper band, and the filter's last 16 pairs of samples. Encoder and decoder
 * have one each.
 */
import { SCRATCH_AT } from "../map.ts";

@unmanaged
class Band {
  /** The quantized differences d1..d6 and the coefficients b1..b6 of the zero predictor; two lanes stay zero. */
  d0: v128;
  b0: v128;
  /** The prediction, and its part from the zero predictor. */
  s: i32;
  sz: i32;
  /** The logarithmic scale factor and the scale itself. */
  nb: i32;
  det: i32;
  /** The pole predictor: reconstructed signal, partial signal, coefficients. */
  r1: i32;
  p1: i32;
  p2: i32;
  a1: i32;
  a2: i32;
}

const UPPER: usize = 96;
const HISTORY: usize = 192;
const STATE_BYTES: usize = 256;
/** Pairs of samples that are worked at once: bounds the scratch. */
const BLOCK: i32 = 512;
const PAST: usize = 32;
const EVEN: usize = SCRATCH_AT;
const ODD: usize = SCRATCH_AT + 4096;

/** Table 13, without the first; three zeros more, that every difference passes. */
const Q6: usize = memory.data<i16>(
  [
    ...[35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786],
    ...[858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919, 0, 0, 0],
  ],
);
