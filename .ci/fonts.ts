/**
 * The fonts of PDF reports: `features/reports/font/*.ttf`, as they lie in the npm package `dejavu-fonts-ttf`.
 *
 * Bundlers carry what modules import, not what else a package holds; and of its 22 fonts two are used.
 *
 * @module
 */
const OUT = new URL("../features/reports/font/", import.meta.url);
const NAMES = ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"];

/** Copies the fonts unless the same are there already. Returns whether it had to. */
export async function copyFonts(): Promise<boolean> {
  const from = new URL("ttf/", import.meta.resolve("dejavu-fonts-ttf/package.json"));
  await Deno.mkdir(OUT, { recursive: true });
  let hadTo = false;
  for (const name of NAMES) {
    const font = await Deno.readFile(new URL(name, from));
    if (await sizeOf(name) === font.length) continue;
    const made = await Deno.makeTempFile({ dir: OUT.pathname, suffix: ".part" });
    await Deno.writeFile(made, font);
    await Deno.chmod(made, 0o644);
    await Deno.rename(made, new URL(name, OUT));
    hadTo = true;
  }
  return hadTo;
}

async function sizeOf(name: string): Promise<number | undefined> {
  try {
    return (await Deno.stat(new URL(name, OUT))).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
