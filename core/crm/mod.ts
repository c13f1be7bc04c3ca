/**
 * Who callers are: the office's phone book, and customer databases (Odoo, HubSpot, Salesforce, Zoho, any other by a template)
 * that are asked for a number and told of calls. Pure: requests as data, answers read; what asks them is in `io/`.
 *
 * @module
 */
export { AnswerCache } from "./cache.ts";
export { noteOf, readNote, writeNote } from "./call_note.ts";
export { CONNECTORS } from "./connectors.ts";
export { calledOf, namesOf } from "./person_name.ts";
export { MOST_MATTERS } from "./open_matter.ts";
export type {
  CallNote,
  Connector,
  CrmAnswer,
  CrmFault,
  CrmRequest,
  OpenQuestion,
  Person,
  Read,
  Session,
} from "./words.ts";
