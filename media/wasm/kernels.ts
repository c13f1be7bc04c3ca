import { Arena } from "./arena.ts";
import type { Entries } from "./entries.ts";

/** The compiled kernels with their memory: one of each to a media worker. */
export interface Kernels {
  /** What the kernels can do. Pointers are addresses in the memory. */
  readonly run: Entries;
  readonly memory: WebAssembly.Memory;
  readonly arena: Arena;
}

const PAGES_PER_MEBIBYTE = 16;

/**
 * Brings the kernels to life over a memory of fixed size. It never grows, because growing detaches every view.
 *
 * @param mebibytes 1 to 1024; pages that are never touched cost nothing
 */
export function startKernels(program: WebAssembly.Module, mebibytes: number): Kernels {
  const pages = mebibytes * PAGES_PER_MEBIBYTE;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(program, { env: { memory } });
  if (!isEntries(instance.exports)) throw new Error(`Cannot start the kernels: the file is not ours`);
  return { run: instance.exports, memory, arena: new Arena(memory) };
}

function isEntries(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Entries {
  return typeof exports["alawDecode"] === "function";
}

/** A block of samples that kernels can reach. The view stays good for as long as the memory lives. */
export function takeSamples(kernels: Kernels, samples: number): Int16Array<ArrayBuffer> {
  return new Int16Array(kernels.memory.buffer, kernels.arena.take(samples * 2), samples);
}

/** A block of octets that kernels can reach. */
export function takeOctets(kernels: Kernels, octets: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(kernels.memory.buffer, kernels.arena.take(octets), octets);
}

/** A block of single-precision numbers that kernels can reach. */
export function takeFloats(kernels: Kernels, count: number): Float32Array<ArrayBuffer> {
  return new Float32Array(kernels.memory.buffer, kernels.arena.take(count * 4), count);
}

/** Gives back what one of the `take` functions gave. */
export function giveBack(kernels: Kernels, view: { readonly byteOffset: number }): void {
  kernels.arena.giveBack(view.byteOffset);
}

/** Throws unless the view lies in the kernels' memory: a pointer into another buffer would hit a stranger's bytes. */
export function addressOf(kernels: Kernels, view: ArrayBufferView): number {
  if (view.buffer !== kernels.memory.buffer) throw new Error("Cannot use this buffer: it is not the kernels' memory");
  return view.byteOffset;
}
