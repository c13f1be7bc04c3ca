/**
 * `deno task compile [--check] [deno compile's own flags]`: one plain ELF, `dist/kontor`.
 *
 * Deno fetches its run-time stub from its own server. Where that cannot be reached, `--check` lends it the running
 * runtime instead: the result cannot run, but proves that the program and every worker are embedded.
 *
 * @module
 */
import { TOP } from "./bundle.ts";
import { heapFlags } from "./pack.ts";
import { denoGraph, reachOf } from "./reach.ts";
import { buildPrograms } from "./wasm.ts";

/** The arguments of `deno compile` for what the program reaches. */
export function compileArgs(
  reach: { entries: readonly { path: string }[]; files: readonly string[] },
  out: string,
): string[] {
  const [main, ...workers] = reach.entries.map((entry) => entry.path);
  const included = [...workers, ...reach.files].flatMap((path) => ["--include", path]);
  return ["-A", "--no-check", "--output", out, ...included, main ?? "main.ts"];
}

async function compile(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  const command = new Deno.Command(Deno.execPath(), { args: ["compile", ...args], cwd: TOP, env: environment });
  const { code } = await command.spawn().status;
  if (code !== 0) Deno.exit(code);
}

if (import.meta.main) {
  await buildPrograms();
  const reach = await reachOf("main.ts", denoGraph(TOP), (path) => Deno.readTextFileSync(new URL(path, TOP)));
  const check = Deno.args.includes("--check");
  const settings = JSON.parse(await Deno.readTextFile(new URL("deno.json", TOP)));
  const given = [heapFlags(settings), ...Deno.args.filter((arg) => arg !== "--check")];
  if (!check) {
    await Deno.mkdir(new URL("dist/", TOP), { recursive: true });
    await compile([...given, ...compileArgs(reach, "dist/kontor")], {});
  } else {
    const folder = await Deno.makeTempDir();
    const out = `${folder}/kontor`;
    try {
      await compile([...given, ...compileArgs(reach, out)], { DENORT_BIN: Deno.execPath() });
      const embedded = new TextDecoder("latin1").decode(await Deno.readFile(out));
      const missing = [...reach.entries.map((entry) => entry.path), ...reach.files]
        .filter((path) => !embedded.includes(path.split("/").at(-1) ?? path));
      if (missing.length > 0) throw new Error(`Cannot find ${missing.join(", ")} in the compiled file`);
      console.log(`Embedded: ${reach.entries.length} entries, ${reach.files.length} files`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
}
