/**
 * The kernels and libopus as tests use them: built first where the sources have changed, over memories of their own.
 *
 * @module
 */
import { buildOpus } from "../../.ci/opus.ts";
import { buildKernels } from "../../.ci/wasm.ts";
import { openKernels, openOpus } from "../../media/wasm/io/mod.ts";
import type { Kernels, OpusLibrary } from "../../media/wasm/mod.ts";

export async function labKernels(): Promise<Kernels> {
  await buildKernels();
  return openKernels();
}

export async function labOpus(): Promise<OpusLibrary> {
  await buildOpus();
  return openOpus();
}
