/**
 * The files of the compiled kernels and of libopus, read.
 *
 * @module
 */
export { openKernels, openOpus } from "./open.ts";
