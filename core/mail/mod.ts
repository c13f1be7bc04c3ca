/**
 * E-mail on its way out: a queue that outlives a restart, tried again until the mail server has taken it. Pure; what speaks
 * SMTP is in `io/`.
 *
 * @module
 */
export { type Attachment, type Mail, type MailOutcome, readMail, type SmtpSettings, writeMail } from "./mail.ts";
export { MAIL_FAMILY, Outbox, type OutboxEars } from "./outbox.ts";
