/**
 * What reports need of the world: the fonts that a PDF is written in.
 *
 * @module
 */
export { readFonts } from "./read_fonts.ts";
