/**
 * Who called last, and whom one has called last. `*69` says the last caller's number and calls him back when 1 is pressed; a
 * caller who hid his number is not named, nor is the one before him in his place. `*66` dials once more what was dialled
 * last; feature codes and emergency numbers are not dialled again by mistake.
 *
 * @module
 */
export { callBack, redial } from "./script.ts";
