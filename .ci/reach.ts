/**
 * What a program reaches: its modules by import, its workers and files by `new URL("./x", import.meta.url)`. Bundlers
 * and `deno compile` follow the first kind only.
 *
 * @module
 */

/** One file that a source names by URL. */
export interface Named {
  /** As written: the first argument of `new URL`. */
  readonly literal: string;
  /** The file meant, as a path from the top. */
  readonly path: string;
}

/** A program's entry with all that its modules name by URL. */
export interface Entry {
  readonly path: string;
  readonly named: readonly Named[];
}

/** All entries of a program (its main module first, then its workers) and the plain files they name. */
export interface Reach {
  readonly entries: readonly Entry[];
  readonly files: readonly string[];
}

/** Answers the paths of the local modules an entry imports, itself included. */
export type Graph = (entry: string) => Promise<readonly string[]>;

const BY_URL = /new URL\(\s*"(\.[^"]*)",\s*import\.meta\.url,?\s*\)/g;

/** Every `new URL("./x", import.meta.url)` of a source, resolved against the source's path. */
export function namedByUrl(path: string, source: string): Named[] {
  return [...source.matchAll(BY_URL)].map(([, literal = ""]) => ({
    literal,
    path: new URL(literal, `file:///${path}`).pathname.slice(1),
  }));
}

const isModule = (path: string): boolean => /\.(ts|tsx|js|mjs)$/.test(path);

/** Follows imports and URLs from `main` until nothing new is found. */
export async function reachOf(main: string, graph: Graph, read: (path: string) => string): Promise<Reach> {
  const entries: Entry[] = [];
  const files = new Set<string>();
  const waiting = [main];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (entries.some((entry) => entry.path === path)) continue;
    const named = (await graph(path)).flatMap((module) => namedByUrl(module, read(module)));
    for (const name of named) {
      if (isModule(name.path)) waiting.push(name.path);
      else files.add(name.path);
    }
    entries.push({ path, named });
  }
  return { entries, files: [...files].sort() };
}

/** The graph that `deno info` knows: modules below `top` only, since packages are carried by the bundler. */
export function denoGraph(top: URL): Graph {
  return async (entry) => {
    const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", entry],
      cwd: top,
    }).output();
    if (!success) throw new Error(`Cannot read the imports of "${entry}": ${new TextDecoder().decode(stderr).trim()}`);
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
      modules: readonly { readonly specifier: string; readonly error?: string }[];
    };
    for (const { specifier, error } of modules) {
      if (error !== undefined) throw new Error(`Cannot reach "${specifier}" from "${entry}": ${error}`);
    }
    return modules.map((module) => module.specifier)
      .filter((specifier) => specifier.startsWith(top.href) && !specifier.includes("/node_modules/"))
      .map((specifier) => decodeURIComponent(specifier.slice(top.href.length)));
  };
}
