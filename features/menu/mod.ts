/**
 * A menu (IVR): callers hear what they can choose from, and choose by keys; where the office says so they dial an
 * extension's number as well. A number that can mean nothing else is taken at once, another one after a pause or
 * a `#`. `*` goes back to the menu before and `#` alone says it again, unless the office uses them. A key may choose the language in which the
 * caller is spoken to from then on. Whoever chose a person who is not reached hears so, and is in the menu again.
 * With `answer: false` all that is heard before the caller is answered, which whoever he chose does.
 * `office.yml`: `menus`; hours in front of a menu make it one for the day and one for the night.
 *
 * @module
 */
export { reachMenu } from "./script.ts";
