/**
 * Where things go: a dialled number to its destination.
 *
 * @module
 */
export { type Destination, destinationOf } from "./dial_plan.ts";
