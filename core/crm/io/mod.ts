/**
 * Asking customer databases who calls, and having calls written down there.
 *
 * @module
 */
export { CallNotes, type CallNotesParts, type RecordEnd, type RecordStory } from "./call_notes.ts";
export { CallerBoard, type CallerBoardParts } from "./caller_board.ts";
export { CrmDesk, type CrmParts } from "./crm_desk.ts";
