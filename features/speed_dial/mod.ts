/**
 * Personal speed dial: a hundred numbers of one's own, from 00 to 99. `*75`, two digits and the number saves it (without the
 * number it is asked for), `*0` and the two digits dials it.
 *
 * @module
 */
export { dialSpeed, setSpeed } from "./script.ts";
