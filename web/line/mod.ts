/**
 * What somebody sets for his phone, as the desk and programs do it.
 *
 * @module
 */
export { changeLine, dialledAs, FORWARD_WHEN, LONGEST_NOTE, PRESENCE_STATES } from "./change_line.ts";
