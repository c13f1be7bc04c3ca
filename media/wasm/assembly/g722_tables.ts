// @ts-nocheck AssemblyScript: its own compiler checks the types
/** The tables of G.722 (clause 6.2 and its tables 11 to 21), as the Recommendation numbers them. */

// Decision levels of the lower band's quantizer from the first that is not zero; then three that all values pass.
// deno-fmt-ignore
export const Q6: usize = memory.data<i16>([
  35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786,
  858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919, 0, 0, 0,
]);

/** The lower band's codes of negative and of positive differences, by decision interval. */
// deno-fmt-ignore
export const ILN: usize = memory.data<u8>([
  0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19,
  18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 0,
]);
// deno-fmt-ignore
export const ILP: usize = memory.data<u8>([
  0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47,
  46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 0,
]);

/** Quantized differences of the lower band by six bits (what is heard) and by four (what adapts). */
// deno-fmt-ignore
export const QM6: usize = memory.data<i16>([
  -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
  -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
  24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
  4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
]);
// deno-fmt-ignore
export const QM4: usize = memory.data<i16>([
  0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0,
]);
export const QM2: usize = memory.data<i16>([-7408, -1616, 7408, 1616]);

/** What a code adds to the logarithmic scale: the lower band by its four upper bits, the upper band by its two. */
// deno-fmt-ignore
export const WL: usize = memory.data<i16>([
  -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
]);
export const WH: usize = memory.data<i16>([798, -214, 798, -214]);

/** The scale of a logarithm's fraction. */
// deno-fmt-ignore
export const ILB: usize = memory.data<i16>([
  2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
  2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
]);

/** The quadrature mirror filter's two phases of twelve taps, oldest first, with four zeros in front. */
// deno-fmt-ignore
export const QMF_EVEN: usize = memory.data<i16>([0, 0, 0, 0, 3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11]);
// deno-fmt-ignore
export const QMF_ODD: usize = memory.data<i16>([0, 0, 0, 0, -11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3]);
