/**
 * Mail to a mail server, by nodemailer.
 *
 * @module
 */
export { type ReadFile, sendMail } from "./send_mail.ts";
