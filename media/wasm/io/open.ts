import { type Kernels, startKernels } from "../mod.ts";

/** Room for some hundred legs with all that they may need; untouched pages cost nothing. */
const MEBIBYTES = 64;

/** Opens the compiled kernels over a fresh memory. Throws where the file is missing, and says how to make it. */
export function openKernels(mebibytes: number = MEBIBYTES): Kernels {
  return startKernels(new WebAssembly.Module(readProgram()), mebibytes);
}

function readProgram(): Uint8Array<ArrayBuffer> {
  const file = new URL("../kernels.wasm", import.meta.url);
  try {
    return Deno.readFileSync(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Cannot open the sound kernels "${file.pathname}": make them with "deno task wasm"`);
  }
}
