import { type Kernels, type OpusLibrary, startKernels, startOpus } from "../mod.ts";

/** Room for some hundred legs with all that they may need; untouched pages cost nothing. */
const MEBIBYTES = 64;

/** Opens the compiled kernels over a fresh memory. Throws where the file is missing, and says how to make it. */
export function openKernels(mebibytes: number = MEBIBYTES): Kernels {
  return startKernels(readProgram(new URL("../kernels.wasm", import.meta.url)), mebibytes);
}

/** Opens libopus over a memory of its own: once for each worker. Throws where the file is missing. */
export function openOpus(): OpusLibrary {
  return startOpus(readProgram(new URL("../opus.wasm", import.meta.url)));
}

/** Reads RNNoise, which whoever wants it brings to life. Throws where the file is missing. */
export function openRnnoise(): WebAssembly.Module {
  return readProgram(new URL("../rnnoise.wasm", import.meta.url));
}

function readProgram(file: URL): WebAssembly.Module {
  try {
    return new WebAssembly.Module(Deno.readFileSync(file));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Cannot open the sound kernels "${file.pathname}": make them with "deno task wasm"`);
  }
}
