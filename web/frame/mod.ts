/**
 * What is around every page: where one can go, who one is, and what is said to who may not be there.
 *
 * @module
 */
export { FRAME } from "./frame.tsx";
