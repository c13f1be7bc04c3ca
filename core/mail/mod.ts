/**
 * E-mail on its way out, and what programs elsewhere are told by POST: queues that outlive a restart, tried again until the
 * mail server, or the program, has taken it; what was given up is kept as dead letters. Pure; what speaks SMTP and HTTP is
 * in `io/`.
 *
 * @module
 */
export {
  type Attachment,
  type Mail,
  type MailOutcome,
  readMail,
  readReceipt,
  type Receipt,
  type SmtpSettings,
  writeMail,
} from "./mail.ts";
export { MailTrust } from "./mail_trust.ts";
export { type Hook, type HookAddress, readHook, writeHook } from "./hook.ts";
export { hookKey, signHook } from "./sign_hook.ts";
export { type DeadLetter, DeadLetters } from "./dead_letters.ts";
export { HOOKS, MAIL_FAMILY, MAIL_PATIENCE_MS, MAILS, type OutboxKind, roadOfHook } from "./outbox_kind.ts";
export { type Lost, Outbox, type OutboxEars } from "./outbox.ts";
export { type KeptReceipt, readKeptReceipt, RECEIPT_FAMILY, Receipts } from "./receipts.ts";
