/**
 * Calls that do not show who calls: `*67` before a number hides it once, `*68` shows it once where the extension's calls are
 * anonymous otherwise. `office.yml`: `extensions`: `anonymous`.
 *
 * @module
 */
export { dialShown } from "./script.ts";
