/**
 * Mail to a mail server, by nodemailer.
 *
 * @module
 */
export { postHook } from "./post_hook.ts";
export { MailServer } from "./mail_server.ts";
export { mailer } from "./mailer.ts";
export { type ReadFile, sendMail } from "./send_mail.ts";
export { tryServer } from "./try_server.ts";
