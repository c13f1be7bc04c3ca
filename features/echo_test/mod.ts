/**
 * The echo test, `*43`: the caller hears himself, and so learns whether sound passes both ways and how late it comes.
 *
 * @module
 */
export { ECHO_TEST_CODE, reachEchoTest } from "./script.ts";
