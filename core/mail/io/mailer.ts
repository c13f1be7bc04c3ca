import type { Mail, MailOutcome, SmtpSettings } from "../mod.ts";
import { type ReadFile, sendMail } from "./send_mail.ts";

/** Hands mails to the mail server of `kontor.yml`; where it names none, they wait. Never throws. */
export function mailer(settings: SmtpSettings | undefined, read: ReadFile): (mail: Mail) => Promise<MailOutcome> {
  return settings === undefined
    ? () => Promise.resolve({ came: "later", why: "kontor.yml names no mail server (smtp)" })
    : (mail) => sendMail(mail, settings, read);
}
