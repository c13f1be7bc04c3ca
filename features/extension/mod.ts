/**
 * An extension: dialling its number rings all its phones, and the first that answers talks. What becomes of a call that it
 * does not take is decided here and nowhere else: forwarded always, or when it is busy, does not answer, cannot be reached.
 * Callers from outside may be asked for their name first (`screening`): whoever answers hears it, and takes the call by 1,
 * sends it to the mailbox by 2 or refuses it by 3. Its calls may ring at other numbers too (`find_me`). `office.yml`: `extensions`: `forward`; set from a phone by the codes of `features/forward`, which stand before it.
 *
 * @module
 */
export { reachExtension } from "./script.ts";
