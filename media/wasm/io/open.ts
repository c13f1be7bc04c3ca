import { type Kernels, startKernels } from "../mod.ts";

/** Room for some hundred legs with all that they may need; untouched pages cost nothing. */
const MEBIBYTES = 64;

/** Opens the compiled kernels (`deno task wasm`) over a fresh memory. Throws where the file is missing. */
export function openKernels(mebibytes: number = MEBIBYTES): Kernels {
  const file = new URL("../kernels.wasm", import.meta.url);
  return startKernels(new WebAssembly.Module(Deno.readFileSync(file)), mebibytes);
}
