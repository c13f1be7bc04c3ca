/**
 * `deno task pack [x64] [arm64]`: one runnable file for each architecture, `dist/kontor-x64` and `dist/kontor-arm64`.
 *
 * A shell head, the Deno runtime of npm's package, and the bundle. The head unpacks both once, into a folder named by
 * the hash of what is inside, and starts the runtime with no right to the network's registries.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { bundle, TOP } from "./bundle.ts";
import { buildPrograms } from "./wasm.ts";

const ARCHITECTURES: readonly string[] = ["x64", "arm64"];
/** What the licenses of those whose work is in the file ask to be handed on with it. */
const NOTICES: readonly string[] = ["LICENSE", ".github/THIRD_PARTY_NOTICES.md"];

/** The flags of the unstable parts of the runtime that the house uses, as deno.json names them. */
export function unstableFlags({ unstable }: { readonly unstable: readonly string[] }): string {
  return unstable.map((part) => `--unstable-${part}`).join(" ");
}

/**
 * The flags of V8 that the task `start` gives: they keep its heap near what it holds. Left alone it lets garbage grow to
 * three times that, and 400 calls a second to 600 MB.
 */
export function heapFlags({ tasks }: { readonly tasks: { readonly start: { readonly command: string } } }): string {
  const { command } = tasks.start;
  const flags = command.split(" ").find((word) => word.startsWith("--v8-flags="));
  if (flags === undefined) throw new Error(`Cannot read the heap's flags from the task "start": "${command}"`);
  return flags;
}

/** All that the runtime is told of a packed program, which has everything with it. */
export function packedFlags(settings: Parameters<typeof unstableFlags>[0] & Parameters<typeof heapFlags>[0]): string {
  const offline = "--no-config --no-lock --cached-only --no-remote --no-npm";
  return `${unstableFlags(settings)} ${heapFlags(settings)} ${offline}`;
}

/** The head: what /bin/sh does before the runtime takes over. `at` is the first byte (from 1) after the head. */
export function headOf(
  facts: { at: number; id: string; runtimeBytes: number; flags: string },
): string {
  return `#!/bin/sh
# Kontor, self-extracting: runtime and program are unpacked once, into a folder named by their hash.
set -eu
base=\${KONTOR_RUNTIME:-\${XDG_CACHE_HOME:-\${HOME:-/var/lib}/.cache}/kontor}
dir=$base/${facts.id}
if [ ! -f "$dir/.complete" ]; then
  (
    umask 077
    mkdir -p "$base"
    new=$(mktemp -d "$base/.new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    tail -c +${String(facts.at).padStart(8, "0")} "$0" | head -c ${facts.runtimeBytes} | gzip -dc > "$new/deno"
    mkdir "$new/app"
    tail -c +${String(facts.at + facts.runtimeBytes).padStart(10, "0")} "$0" | tar -xzf - -C "$new/app"
    chmod 700 "$new/deno"
    : > "$new/.complete"
    # Two first starts at once: the one that comes second finds the folder there and drops its own.
    mv -T "$new" "$dir" 2>/dev/null || [ -f "$dir/.complete" ]
  )
fi
export DENO_DIR="$dir/cache" DENO_NO_UPDATE_CHECK=1 DENO_NO_PROMPT=1
exec "$dir/deno" run -A ${facts.flags} "$dir/app/main.js" "$@"
exit 1
`;
}

async function run(command: string, args: readonly string[], cwd: URL): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args: [...args], cwd, stdout: "null" }).output();
  if (!success) {
    throw new Error(`Cannot run "${command} ${args.join(" ")}": ${new TextDecoder().decode(stderr).trim()}`);
  }
}

/** The Deno runtime for an architecture: the running one where it fits, npm's package of the same version elsewhere. */
async function runtimeFor(architecture: string, work: URL): Promise<Uint8Array<ArrayBuffer>> {
  const ours = { x86_64: "x64", aarch64: "arm64" }[Deno.build.arch];
  if (architecture === ours && Deno.build.os === "linux") return await Deno.readFile(Deno.execPath());
  await run("npm", ["pack", "--silent", `@deno/linux-${architecture}-glibc@${Deno.version.deno}`], work);
  await run("tar", ["-xzf", `deno-linux-${architecture}-glibc-${Deno.version.deno}.tgz`, "package/deno"], work);
  return await Deno.readFile(new URL("package/deno", work));
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"))).bytes();
}

/** Writes the runnable file and returns its size in bytes. */
export async function pack(
  architecture: string,
  app: URL,
  out: URL,
  flags: string,
): Promise<number> {
  const work = new URL(`file://${await Deno.makeTempDir()}/`);
  try {
    const runtime = await runtimeFor(architecture, work);
    // Fixed order, owner and time: the same sources give the same file.
    const tar = [
      "--sort=name",
      "--mtime=@0",
      "--owner=0",
      "--group=0",
      "--numeric-owner",
      "-cf",
      `${work.pathname}app.tar`,
    ];
    await run("tar", [...tar, "-C", app.pathname, "."], work);
    const program = await Deno.readFile(new URL("app.tar", work));
    const id = createHash("sha256").update(runtime).update(program).digest("hex").slice(0, 16);
    const [small, smallProgram] = [await gzip(runtime), await gzip(program)];
    const facts = { at: 0, id, runtimeBytes: small.length, flags };
    const at = new TextEncoder().encode(headOf(facts)).length + 1; // numbers are padded, so the length does not move
    const parts = [new TextEncoder().encode(headOf({ ...facts, at })), small, smallProgram];
    await Deno.writeFile(out, new Blob(parts).stream(), { mode: 0o755 });
    return parts.reduce((sum, part) => sum + part.length, 0);
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

if (import.meta.main) {
  const wanted = Deno.args.length > 0 ? Deno.args : ARCHITECTURES;
  for (const architecture of wanted) {
    if (!ARCHITECTURES.includes(architecture)) {
      throw new Error(`Cannot pack for "${architecture}": expected ${ARCHITECTURES.join(" or ")}`);
    }
  }
  const app = new URL("dist/bundle/", TOP);
  await buildPrograms();
  await bundle("main.ts", app);
  for (const path of NOTICES) await Deno.copyFile(new URL(path, TOP), new URL(path.split("/").at(-1)!, app));
  const settings = JSON.parse(await Deno.readTextFile(new URL("deno.json", TOP)));
  const flags = packedFlags(settings);
  for (const architecture of wanted) {
    const bytes = await pack(architecture, app, new URL(`dist/kontor-${architecture}`, TOP), flags);
    console.log(`dist/kontor-${architecture} ${(bytes / 1e6).toFixed(1)} MB`);
  }
}
