/**
 * A block list from one's own phone: `*30` and a number, or the number asked for, refuses its calls from now on, `*31` lets
 * them through again, `*32` blocks whoever called last. What the office file blocks, for everybody or for one extension, stays
 * blocked. Who is refused hears so. `office.yml`: `block`, and `block` of an extension.
 *
 * @module
 */
export { blockCaller, blockLastCaller, unblockCaller } from "./script.ts";
