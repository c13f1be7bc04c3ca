/**
 * Reads what `deno task desk` has packed.
 *
 * @module
 */
export { readAssets } from "./read_assets.ts";
