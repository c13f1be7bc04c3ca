/**
 * The map of the media worker's one memory, in bytes. The kernels (AssemblyScript) and their host (Deno) both read this
 * file, so it holds plain numbers only.
 *
 *     0          1 KiB         64 KiB         192 KiB                     end
 *     | nothing  | static data | scratch      | arena                     |
 *                | of asc      | of one call  | states, tables, frames, packets
 */

/** Address 0 is nobody's: a zeroed pointer never hits anything that matters. */
export const STATIC_AT = 1024;

/** Working space of the kernel that is running; nothing in it outlives the call. */
export const SCRATCH_AT = 65_536;
export const SCRATCH_BYTES = 131_072;

/** From here to the end: blocks that the host hands out. */
export const ARENA_AT = 196_608;

/** Blocks start at multiples of this: a cache line, and whole vectors. */
export const ALIGNMENT = 64;
