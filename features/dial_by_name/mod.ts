/**
 * Dial by name, `*411`: the caller spells the first letters of a name on the keys of his phone (2 is A, B and C), hears who
 * that may be, and is connected with the one he chooses. Any of a person's names will do; letters with marks are their
 * plain letters.
 *
 * @module
 */
export { dialByName } from "./script.ts";
