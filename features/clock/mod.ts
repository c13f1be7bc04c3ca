/**
 * The speaking clock, `*60`: the time and the date of the office, three times.
 *
 * @module
 */
export { tellTime } from "./script.ts";
