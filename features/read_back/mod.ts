/**
 * Read back my number, `*65`: whoever stands at a phone hears whose it is.
 *
 * @module
 */
export { readBack } from "./script.ts";
