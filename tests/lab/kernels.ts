/**
 * The kernels and libopus as tests use them: built first where the sources have changed, over memories of their own.
 *
 * @module
 */
import { buildOpus } from "../../.ci/opus.ts";
import { buildRnnoise } from "../../.ci/rnnoise.ts";
import { buildKernels } from "../../.ci/wasm.ts";
import { openKernels, openOpus, openRnnoise } from "../../media/wasm/io/mod.ts";
import type { Kernels, OpusLibrary } from "../../media/wasm/mod.ts";

export async function labKernels(): Promise<Kernels> {
  await buildKernels();
  return openKernels();
}

export async function labOpus(): Promise<OpusLibrary> {
  await buildOpus();
  return openOpus();
}

export async function labRnnoise(): Promise<WebAssembly.Module> {
  await buildRnnoise();
  return openRnnoise();
}
