/**
 * `deno task bundle`: main.ts and each of its workers as one file each, in `dist/bundle/`, beside the files they name.
 *
 * @module
 */
import { denoGraph, type Entry, reachOf } from "./reach.ts";
import { buildPrograms } from "./wasm.ts";

/** The top of the repository, as a folder URL. */
export const TOP: URL = new URL("../", import.meta.url);

/** Where a module of the house lies in the bundle. */
export function bundledPath(path: string): string {
  return path.replace(/\.(ts|tsx|mjs)$/, ".js");
}

/**
 * Points every `new URL("./x.ts", import.meta.url)` of a bundled entry at the place where x lies in the bundle.
 *
 * A bundled module no longer lies where its source lay, so the literals of all its modules are resolved anew.
 */
export function pointAnew(bundle: string, entry: Entry): string {
  const meant = new Map<string, string>();
  for (const { literal, path } of entry.named) {
    const before = meant.get(literal);
    if (before !== undefined && before !== path) {
      throw new Error(`Cannot bundle "${entry.path}": "${literal}" means both "${before}" and "${path}", rename one`);
    }
    meant.set(literal, path);
  }
  const up = "../".repeat(entry.path.split("/").length - 1);
  return bundle.replace(/new URL\("(\.[^"]*)", import\.meta\.url\)/g, (_whole, literal: string) => {
    const path = meant.get(literal);
    if (path === undefined) {
      throw new Error(`Cannot bundle "${entry.path}": a package names the file "${literal}" by URL`);
    }
    return `new URL("./${up}${bundledPath(path)}", import.meta.url)`;
  });
}

/** The same program in ASCII: Deno hands V8 such a source as it is, and any other as a copy. Three megabytes less. */
export function inAscii(program: string): string {
  // deno-lint-ignore no-control-regex -- the range begins at the first character there is
  return program.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Bundles `main` (a path below `top`) into the folder `to`. Returns the paths written, relative to `to`. */
export async function bundle(main: string, to: URL, top: URL = TOP): Promise<readonly string[]> {
  const { entries, files } = await reachOf(main, denoGraph(top), (path) => Deno.readTextFileSync(new URL(path, top)));
  await Deno.remove(to, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const written: string[] = [];
  for (const entry of entries) {
    const path = bundledPath(entry.path);
    const folder = new URL(".", new URL(path, to));
    const made = new URL(`file://${await Deno.makeTempDir()}/`);
    try {
      const { success } = await new Deno.Command(Deno.execPath(), {
        // What is imported when it is first wanted stays apart: text that is never run is no burden on memory.
        args: ["bundle", "--quiet", "--platform", "deno", "--code-splitting", "--outdir", made.pathname, entry.path],
        cwd: top,
        stdout: "inherit",
        stderr: "inherit",
      }).output();
      if (!success) throw new Error(`Cannot bundle "${entry.path}"`);
      await Deno.mkdir(folder, { recursive: true });
      for await (const { name } of Deno.readDir(made)) {
        const text = await Deno.readTextFile(new URL(name, made));
        await Deno.writeTextFile(new URL(name, folder), inAscii(pointAnew(text, entry)));
      }
    } finally {
      await Deno.remove(made, { recursive: true });
    }
    written.push(path);
  }
  for (const path of files) {
    await Deno.mkdir(new URL(".", new URL(path, to)), { recursive: true });
    await Deno.copyFile(new URL(path, top), new URL(path, to));
    written.push(path);
  }
  return written;
}

if (import.meta.main) {
  await buildPrograms();
  for (const path of await bundle("main.ts", new URL("dist/bundle/", TOP))) console.log(`dist/bundle/${path}`);
}
