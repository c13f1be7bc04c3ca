import { Arena } from "./arena.ts";
import type { Entries } from "./entries.ts";

/** The compiled kernels with their memory: one of each to a media worker. */
export interface Kernels {
  /** What the kernels can do. Pointers are addresses in the memory. */
  readonly run: Entries;
  /** The one memory, of fixed size: views into it stay good. */
  readonly buffer: ArrayBuffer;
  /** All of it as samples: the sample at address `at` is number `at / 2`. */
  readonly samples: Int16Array<ArrayBuffer>;
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
  if (!isEntries(instance.exports)) throw new Error("Cannot start the kernels: the file is not ours");
  const { buffer } = memory;
  if (!(buffer instanceof ArrayBuffer)) throw new Error("Cannot start the kernels: their memory is shared");
  return { run: instance.exports, buffer, samples: new Int16Array(buffer), arena: new Arena(buffer) };
}

function isEntries(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Entries {
  return typeof exports["alawDecode"] === "function";
}

/** A stretch of the kernels' memory. The length counts what lies there: samples, octets or floats. */
export interface Span {
  at: number;
  length: number;
}

/** A view into the kernels' memory, with its place there. */
export interface Block<View> extends Readonly<Span> {
  readonly view: View;
}

/** A zeroed block of samples. Its view stays good for as long as the memory lives. */
export function takeSamples(kernels: Kernels, length: number): Block<Int16Array<ArrayBuffer>> {
  const at = kernels.arena.take(length * Int16Array.BYTES_PER_ELEMENT);
  return { at, length, view: new Int16Array(kernels.buffer, at, length) };
}

/** A zeroed block of octets. */
export function takeOctets(kernels: Kernels, length: number): Block<Uint8Array<ArrayBuffer>> {
  const at = kernels.arena.take(length);
  return { at, length, view: new Uint8Array(kernels.buffer, at, length) };
}

/** A zeroed block of single-precision numbers. */
export function takeFloats(kernels: Kernels, length: number): Block<Float32Array<ArrayBuffer>> {
  const at = kernels.arena.take(length * Float32Array.BYTES_PER_ELEMENT);
  return { at, length, view: new Float32Array(kernels.buffer, at, length) };
}
