import type { Mail, MailOutcome } from "../../core/mail/mod.ts";

/** The mail server's side of the bargain. */
export class LabMail {
  /** What it has taken, oldest first. */
  readonly taken: Mail[] = [];
  /** What it was asked to take, be it in vain. */
  tries = 0;
  /** What it says to whatever comes. */
  says: MailOutcome["came"] = "sent";

  take(mail: Mail, answer: (id: string, outcome: MailOutcome) => void): void {
    this.tries += 1;
    if (this.says === "sent") this.taken.push(mail);
    answer(mail.id, this.says === "sent" ? { came: "sent" } : { came: this.says, why: "the lab says so" });
  }
}
