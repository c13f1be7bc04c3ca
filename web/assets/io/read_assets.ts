import { type Assets, assetsFrom } from "../assets.ts";

/** Throws, with a sentence for the developer, when the file was not made. */
export async function readAssets(): Promise<Assets> {
  const url = new URL("./desk.assets", import.meta.url);
  const text = await Deno.readTextFile(url).catch((error) => {
    throw new Error(`Cannot read the desk's files "${url.pathname}": run \`deno task desk\``, { cause: error });
  });
  return assetsFrom(JSON.parse(text));
}
