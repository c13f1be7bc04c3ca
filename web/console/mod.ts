/**
 * What an operator does, without the page that shows it: which acts a call allows, which key does what, who is found by what is
 * typed. Pure, and the same in the browser and in the box.
 *
 * @module
 */
export { type Act, actKeyed, ACTS, actsOf, isActFor } from "./acts.ts";
export { type CallerState, urgentFirst } from "./caller_state.ts";
export { type Deed, deedOf, type KeyPress, type KeyRow, KEYS } from "./keys.ts";
export { found, meantBy, numberIn } from "./search.ts";
