import type { Mail, MailOutcome, MailTrust, SmtpSettings } from "../mod.ts";
import { type ReadFile, sendMail } from "./send_mail.ts";

/**
 * Hands mails to the mail server, whichever it is then; where there is none, they wait. Never throws.
 *
 * @param trust is told whether it took one
 */
export function mailer(
  server: { readonly now: SmtpSettings | undefined },
  read: ReadFile,
  trust: Pick<MailTrust, "note">,
): (mail: Mail) => Promise<MailOutcome> {
  return async (mail) => {
    const { now } = server;
    if (now === undefined) return { came: "later", why: "There is no mail server" };
    const outcome = await sendMail(mail, now, read);
    trust.note(now, outcome.came === "sent");
    return outcome;
  };
}
