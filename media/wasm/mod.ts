/**
 * The kernels that hear and change sound (AssemblyScript, in `assembly/`), the one memory they work in, and its map.
 * Whoever holds {@link Kernels} takes blocks, lets kernels work on them, and gives them back.
 *
 * @module
 */
export { Arena } from "./arena.ts";
export type { Entries } from "./entries.ts";
export { type Block, type Kernels, type Span, startKernels, takeFloats, takeOctets, takeSamples } from "./kernels.ts";
export { OpusLibrary, startOpus } from "./opus.ts";
