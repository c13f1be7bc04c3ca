/**
 * The office file and its history, as the desk and programs are told of them.
 *
 * @module
 */
export { leaveOutRefused, partsOfPath } from "./leave_out.ts";
export { EMPTY_OFFICE, officeAt, type OfficeNow, type OfficeParts } from "./office_at.ts";
export { type ToldRevision, toldRevision } from "./revisions.ts";
export { SECTIONS } from "./sections.ts";
