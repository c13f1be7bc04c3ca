/**
 * The phone book that people keep at the desk: who outside is known, by which numbers, and who may see it. It lies in the
 * store and whole in memory, where the office file's contacts win over it. Files of other programs (CSV, vCard) are read in a
 * worker, looked at, mended, and put in whole or not at all; the last such import can be taken back, and so can each of the
 * last thousand changes by hand.
 *
 * @module
 */
export { type BookEntry, maySee, type Reader } from "./book.ts";
export {
  type Changing,
  ContactDesk,
  type ImportOutcome,
  type LastImport,
  type Refused,
  type Removed,
  type Saved,
} from "./contact_desk.ts";
export { type Encoding, ENCODINGS } from "./decode.ts";
export { COLUMNS, type ColumnUse } from "./guess_columns.ts";
export type { ImportDraft, ReadFile } from "./import_draft.ts";
export type { ContactDraft, ContactFault, ContactField, ContactFlaw, JudgedContact } from "./judge.ts";
export { whoseIs } from "./history.ts";
export { DUPLICATES, type Duplicates } from "./plan_import.ts";
export { placeOf } from "./place_of.ts";
export type { ImportFault, ImportHead, ImportRow, ImportWish } from "./read_import.ts";
export { writeVcards } from "./write_vcard.ts";
