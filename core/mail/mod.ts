/**
 * E-mail on its way out, and what programs elsewhere are told by POST: queues that outlive a restart, tried again until the
 * mail server, or the program, has taken it. Pure; what speaks SMTP and HTTP is in `io/`.
 *
 * @module
 */
export { type Attachment, type Mail, type MailOutcome, readMail, type SmtpSettings, writeMail } from "./mail.ts";
export { type Hook, readHook, writeHook } from "./hook.ts";
export { HOOKS, MAIL_FAMILY, MAILS, Outbox, type OutboxEars, type OutboxKind } from "./outbox.ts";
