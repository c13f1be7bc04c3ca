/**
 * Doors: whoever talks with a door phone opens it by a key (`*5`): the box presses the digits that the door phone was set up
 * with, in whatever form it takes digits, so that nobody in the office needs to know them. `*36` opens the office's only door
 * without a call, and `*36` with the door's number any: the box calls the door phone, presses and hangs up. Who may is the
 * door's to say, the record tells who did, and nobody opens a door from before it. The key is heard by `talk`
 * (`core/script`). `office.yml`: `doors`.
 *
 * @module
 */
export { openFromAfar } from "./script.ts";
