/**
 * The kernels as tests use them: compiled first where the sources have changed, over a memory of their own.
 *
 * @module
 */
import { buildKernels } from "../../.ci/wasm.ts";
import { openKernels } from "../../media/wasm/io/mod.ts";
import type { Kernels } from "../../media/wasm/mod.ts";

export async function labKernels(): Promise<Kernels> {
  await buildKernels();
  return openKernels();
}
