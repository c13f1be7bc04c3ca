/**
 * Mailboxes: who has left which message for whom, how long it is and whether it was heard. Pure. What is known of a message
 * is a page of the notebook: small values, a handful of changes in a message's life, needed whole at the start; its sound is
 * a file.
 *
 * @module
 */
export {
  type MailboxEars,
  Mailboxes,
  MESSAGE_FAMILY,
  type MessageCount,
  type MessageLength,
  type NewMessage,
  SHORTEST_MS,
} from "./mailboxes.ts";
export { noticeOf } from "./notice.ts";
export { type Message, type MessageState, readMessage, writeMessage } from "./message.ts";
