/**
 * Pickup: a call that rings at somebody else's desk is answered at mine. `*8` takes the call that has rung the longest in
 * my pickup group, `**102` the one that rings at 102. Where two reach for the same call the first has it, be it the called
 * phone itself.
 *
 * @module
 */
export { pickUpGroup, pickUpNumber } from "./script.ts";
