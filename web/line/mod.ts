/**
 * What somebody sets for his phone and who is on it, as the desk and programs do it.
 *
 * @module
 */
export { changeLine, dialledAs, FORWARD_WHEN, LONGEST_NOTE, PRESENCE_STATES } from "./change_line.ts";
export { isOnTheLine } from "./on_the_line.ts";
