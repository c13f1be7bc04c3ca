/**
 * Where files of contacts are read: a worker of its own.
 *
 * @module
 */
export { breathe, readApart } from "./read_apart.ts";
