/**
 * DISA, a way into the office for somebody who calls from outside: he keys in a PIN, hears the dial tone, and dials as if
 * he sat at an extension's phone. Three wrong PINs end the call, and close the way to that number for an hour; thirty from
 * anywhere close it to everybody. Guessing a PIN of six digits so takes years. `office.yml`: `disa`.
 *
 * @module
 */
export { letIn } from "./script.ts";
