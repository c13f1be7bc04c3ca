/**
 * Reading other phone systems while they live: their databases and files, only ever to read.
 *
 * @module
 */
export { ForeignDesk, type ForeignParts } from "./foreign_desk.ts";
