/**
 * The office file and its history, as the desk and programs are told of them.
 *
 * @module
 */
export { leaveOutRefused, partsOfPath } from "./leave_out.ts";
export { EMPTY_OFFICE, officeAt, type OfficeNow, officeNow, type OfficeParts } from "./office_at.ts";
export { putBack } from "./put_back.ts";
export { differenceTo, revisionWith, type ToldRevision, toldRevision } from "./revisions.ts";
export { SECTIONS } from "./sections.ts";
