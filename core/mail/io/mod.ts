/**
 * Mail to a mail server, by nodemailer.
 *
 * @module
 */
export { postHook } from "./post_hook.ts";
export { mailer } from "./mailer.ts";
export { type ReadFile, sendMail } from "./send_mail.ts";
