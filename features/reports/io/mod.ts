/**
 * Reports in the world: they are sent when they are due and made when somebody asks, in a worker, and how calls sound is
 * watched; the fonts that a PDF is written in.
 *
 * @module
 */
export { readFonts } from "./read_fonts.ts";
export type { ForeignReading, ListedQuestion } from "./words.ts";
export { type Posted, Reporting, type ReportingParts } from "./reporting.ts";
