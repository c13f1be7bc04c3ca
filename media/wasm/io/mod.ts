/**
 * The files of the compiled kernels, of libopus and of RNNoise, read.
 *
 * @module
 */
export { openKernels, openOpus, openRnnoise } from "./open.ts";
