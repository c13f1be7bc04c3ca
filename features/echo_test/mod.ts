/**
 * The echo test, `*43`: the caller hears himself, and so learns whether sound passes both ways and how late it comes.
 *
 * @module
 */
export { reachEchoTest } from "./script.ts";
