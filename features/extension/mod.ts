/**
 * An extension: dialling its number rings all its phones, and the first that answers talks.
 *
 * @module
 */
export { reachExtension } from "./script.ts";
