/**
 * The list of missed calls on this box's disk, and reading other phone systems while they live: their databases and files,
 * only ever to read.
 *
 * @module
 */
export { ForeignDesk, type ForeignParts } from "./foreign_desk.ts";
export { ForeignPast, type PastReading } from "./foreign_past.ts";
export { MissedLists } from "./missed_lists.ts";
export { MissedDesk, type MissedListener, type MissedParts } from "./missed_desk.ts";
export { NoticeDesk, noticesOf } from "./notice_desk.ts";
export type { MissedBook, NoticeParts, Posted } from "./notice_parts.ts";
