/**
 * `deno task wasm`: the kernels of `media/wasm/assembly`, compiled into `media/wasm/kernels.wasm` when that file is
 * missing or was made from other sources, libopus and RNNoise beside it, the fonts of reports and what browsers load of the desk. None is ever committed.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { buildDesk } from "./desk.ts";
import { copyFonts } from "./fonts.ts";
import { buildOpus } from "./opus.ts";
import { buildRnnoise } from "./rnnoise.ts";

const ROOM = new URL("../media/wasm/", import.meta.url);
const OUT = new URL("kernels.wasm", ROOM);
const MAP = "map.ts";
const ENTRY = "assembly/all.ts";

/** Static data begins here (`STATIC_AT` of the map). The host fixes the memory's size, between these bounds. */
const FLAGS: readonly string[] = [
  ...["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--enable", "relaxed-simd"],
  ...["--memoryBase", "1024", "--importMemory", "--initialMemory", "16", "--maximumMemory", "16384"],
];

/** The name of the custom section that says which sources the file was made from; the section ends the file. */
const SECTION = "sources";
const HASH_LENGTH = 64;

/** The sources of the kernels, as paths below `media/wasm/`. */
function sources(): string[] {
  const assembly = [...Deno.readDirSync(new URL("assembly/", ROOM))].map((entry) => `assembly/${entry.name}`);
  return [MAP, ...assembly.filter((path) => path.endsWith(".ts"))].sort();
}

/** One hash over the compiler's version, its flags and every source: the same on every machine. */
export function hashOfSources(): string {
  const { imports } = JSON.parse(Deno.readTextFileSync(new URL("../deno.json", import.meta.url)));
  const hash = createHash("sha256").update([imports.assemblyscript, ...FLAGS].join("\n"));
  for (const path of sources()) hash.update(`\n${path}\n`).update(Deno.readFileSync(new URL(path, ROOM)));
  return hash.digest("hex");
}

/** The hash that a compiled file carries in its last section; undefined where there is no such file. */
function hashOfBuilt(): string | undefined {
  try {
    return new TextDecoder().decode(Deno.readFileSync(OUT).subarray(-HASH_LENGTH));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** A custom section (WebAssembly core §5.5.3) with the hash as its content. */
function sectionOf(hash: string): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(SECTION);
  return new Uint8Array([0, 1 + name.length + hash.length, name.length, ...name, ...new TextEncoder().encode(hash)]);
}

/** Compiles the kernels unless they are there already. Returns whether it had to. Throws what the compiler says. */
export async function buildKernels(): Promise<boolean> {
  const hash = hashOfSources();
  if (hashOfBuilt() === hash) return false;
  // Two builds at once write two files: the later rename wins, and both are whole.
  const made = await Deno.makeTempFile({ dir: ROOM.pathname, suffix: ".wasm" });
  try {
    const asc = new URL("../bin/asc.js", import.meta.resolve("assemblyscript")).href;
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", asc, ENTRY, "--outFile", made, ...FLAGS],
      cwd: ROOM,
      stdout: "null",
    }).output();
    if (!success) throw new Error(`Cannot compile the kernels:\n${new TextDecoder().decode(stderr)}`);
    await Deno.writeFile(made, sectionOf(hash), { append: true });
    await Deno.chmod(made, 0o644);
    await Deno.rename(made, OUT);
  } catch (error) {
    await Deno.remove(made);
    throw error;
  }
  return true;
}

/** All that is made of packages and not committed: the programs that the media worker runs, the fonts, the desk. */
export async function buildPrograms(): Promise<Readonly<Record<string, boolean>>> {
  return {
    "media/wasm/kernels.wasm": await buildKernels(),
    "media/wasm/opus.wasm": await buildOpus(),
    "media/wasm/rnnoise.wasm": await buildRnnoise(),
    "features/reports/font": await copyFonts(),
    "web/assets/io/desk.assets": await buildDesk(),
  };
}

if (import.meta.main) {
  for (const [name, built] of Object.entries(await buildPrograms())) {
    console.log(`${name} ${built ? "built" : "is fresh"}`);
  }
}
