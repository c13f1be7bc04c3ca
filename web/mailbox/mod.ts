/**
 * Mailboxes, as the desk and programs open them.
 *
 * @module
 */
export { GREETING_KINDS, GREETING_USES, mailboxOf, type MessageChange, messageIn, nameOfChange } from "./mailbox.ts";
