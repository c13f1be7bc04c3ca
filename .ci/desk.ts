/**
 * What browsers load of the desk, in one file: `web/assets/io/desk.assets`. The islands are bundled for browsers, the style
 * sheets are joined, the icons that are used are taken out of `lucide-static`; each is compressed once, as well as it goes.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { PackedAssets, PackedFile } from "../web/assets/assets.ts";
import { ICONS } from "../web/parts/icon_names.ts";

const TOP = new URL("../", import.meta.url);
const OUT = new URL("../web/assets/io/desk.assets", import.meta.url);
const EVENTS = new URL(import.meta.resolve("events/events.js")).pathname;
/** What the scripts are made of. */
const ROOMS = [
  ...["islands", "charts", "console", "softphone", "parts", "words", "style", "page", "live"].map((room) =>
    `web/${room}`
  ),
  "media/rtp",
];
const ENTRIES = ["web/islands/client.ts", "web/islands/theme.ts"];
const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/** Makes the file unless it is there and of the same sources. Returns whether it had to. */
export async function buildDesk(): Promise<boolean> {
  const hash = hashOfSources();
  if (await hashOfBuilt() === hash) return false;
  const files: Record<string, PackedFile> = {};
  for (
    const [name, text] of [...await scripts(), ["desk.css", styles()], ["icons.svg", icons()], ["kontor.svg", mark()]]
  ) {
    files[name!] = pack(name!, text!);
  }
  const made = await Deno.makeTempFile({ dir: new URL(".", OUT).pathname, suffix: ".part" });
  await Deno.writeTextFile(made, JSON.stringify({ hash, files } satisfies PackedAssets));
  await Deno.chmod(made, 0o644);
  await Deno.rename(made, OUT);
  return true;
}

/** One hash over every source, and over what they are bundled with. */
function hashOfSources(): string {
  const hash = createHash("sha256").update(Deno.version.deno);
  const files = ROOMS.flatMap((room) => filesBelow(`${room}/`)).filter((path) => !/_test\.tsx?$/.test(path));
  for (const path of [".ci/desk.ts", "deno.json", ...files].sort()) {
    hash.update(`\n${path}\n`).update(Deno.readFileSync(new URL(path, TOP)));
  }
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(folder: string): readonly string[] {
  return [...Deno.readDirSync(new URL(folder, TOP))].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(`${folder}${name}/`) : [folder + name]
  );
}

async function hashOfBuilt(): Promise<string | undefined> {
  try {
    const { hash }: PackedAssets = JSON.parse(await Deno.readTextFile(OUT));
    return hash;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The islands, each in a file of its own that is loaded where a page has one, and what several share. */
async function scripts(): Promise<(readonly [string, string])[]> {
  const folder = await Deno.makeTempDir();
  try {
    for (const entry of [...ENTRIES, EVENTS]) {
      const { success, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["bundle", "--quiet", "--platform", "browser", "--minify", "--code-splitting", "--outdir", folder, entry],
        cwd: TOP,
        stdout: "null",
      }).output();
      if (!success) throw new Error(`Cannot bundle "${entry}":\n${new TextDecoder().decode(stderr)}`);
    }
    return [...Deno.readDirSync(folder)].map(({ name }) => {
      const script = withEvents(Deno.readTextFileSync(`${folder}/${name}`));
      const [foreign] = /["']node:\w+["']/.exec(script) ?? [];
      if (foreign !== undefined) {
        throw new Error(`Cannot give browsers "${name}": it imports ${foreign}, which none has`);
      }
      return [name, script] as const;
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The bundler takes JsSIP's `events` for Node's own, which no browser has: it is the package of that name. */
export function withEvents(script: string): string {
  const held = script.replaceAll(/\b[\w$]+\("node:events"\)/g, "nodeEvents");
  return held === script ? script : `import nodeEvents from "./events.js";${held}`;
}

/** Ours come last, so that they have the last word on what a package draws. */
function styles(): string {
  const ours = filesBelow("web/style/").filter((path) => path.endsWith(".css")).sort().map((path) =>
    new URL(path, TOP)
  );
  return [new URL(import.meta.resolve("uplot/dist/uPlot.min.css")), ...ours].map((url) => Deno.readTextFileSync(url))
    .join("\n");
}

/** One file of symbols, which pages point into by name. */
function icons(): string {
  const from = new URL("icons/", import.meta.resolve("lucide-static/package.json"));
  const symbols = ICONS.map((name) => {
    const svg = Deno.readTextFileSync(new URL(`${name}.svg`, from));
    const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(
      /\s*\n\s*/g,
      "",
    );
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

function mark(): string {
  return Deno.readTextFileSync(new URL("web/style/kontor.svg", TOP));
}

function pack(name: string, text: string): PackedFile {
  const type = TYPES[name.split(".").at(-1)!];
  if (type === undefined) throw new Error(`Cannot pack "${name}": its type is not known`);
  const bytes = new TextEncoder().encode(text);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return {
    type,
    br: brotliCompressSync(bytes, best).toString("base64"),
    gzip: gzipSync(bytes, { level: 9 }).toString("base64"),
  };
}

if (import.meta.main) console.log(`desk.assets ${await buildDesk() ? "built" : "is fresh"}`);
