/**
 * An extension: dialling its number rings all its phones, and the first that answers talks. What becomes of a call that it
 * does not take is decided here and nowhere else: forwarded always, or when it is busy, does not answer, cannot be reached.
 * Its calls may ring at other numbers too (`find_me`). `office.yml`: `extensions`: `forward`; set from a phone by the codes of `features/forward`, which stand before it.
 *
 * @module
 */
export { reachExtension } from "./script.ts";
