/**
 * What browsers load besides pages: the style, the pictures and the islands' scripts, made by `deno task wasm` into one file,
 * packed once. Their addresses carry a hash of their content, so that browsers keep them for good.
 *
 * @module
 */
export { type Assets, assetsFrom, NO_ASSETS } from "./assets.ts";
