/**
 * A ring group: one number, several people. All ring at once (each after a delay of his own, if he has one), or one after
 * the other: in the order of the list, in a new order each time, or joining those that ring already. Whoever answers
 * first talks. Outside the office whoever answers presses 1 to take the call (`confirm`), and is called on the group's own account (`brakes`). Only the people themselves are rung: what one of them has set for his own calls, such as forwarding, does
 * not take the group's calls away. `office.yml`: `groups`.
 *
 * @module
 */
export { reachGroup } from "./script.ts";
