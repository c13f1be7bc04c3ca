/**
 * The file of the compiled kernels, read.
 *
 * @module
 */
export { openKernels } from "./open.ts";
