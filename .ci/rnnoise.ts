/**
 * RNNoise as a plain program: `media/wasm/rnnoise.wasm`, as it lies in the npm package `@jitsi/rnnoise-wasm`.
 *
 * The package's own door looks for a browser or Node and makes the program asynchronously, or carries it as 1.9 MB of text;
 * the program itself asks for two functions only.
 *
 * @module
 */
const OUT = new URL("../media/wasm/rnnoise.wasm", import.meta.url);

/** Copies the program unless the same one is there already. Returns whether it had to. */
export async function buildRnnoise(): Promise<boolean> {
  const program = await Deno.readFile(new URL("dist/rnnoise.wasm", import.meta.resolve("@jitsi/rnnoise-wasm")));
  if (await isThere(program)) return false;
  const made = await Deno.makeTempFile({ dir: new URL(".", OUT).pathname, suffix: ".wasm" });
  await Deno.writeFile(made, program);
  await Deno.chmod(made, 0o644);
  await Deno.rename(made, OUT);
  return true;
}

async function isThere(program: Uint8Array): Promise<boolean> {
  try {
    const built = await Deno.readFile(OUT);
    return built.length === program.length && built.every((octet, at) => octet === program[at]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
