import type { Mail, MailOutcome } from "../../core/mail/mod.ts";

/** The mail server's side of the bargain. */
export class LabMail {
  /** What it has taken, oldest first. */
  readonly taken: Mail[] = [];
  /** What it was asked to take, be it in vain. */
  tries = 0;
  /** What it says to whatever comes. */
  says: MailOutcome["came"] = "sent";
  /** Addresses that it does not know. */
  readonly unknown: Set<string> = new Set();

  /** In place of all that: whoever takes mails now says himself what became of each, by the input `mailed`. */
  handOver: ((mail: Mail) => void) | undefined;

  take(mail: Mail, answer: (id: string, outcome: MailOutcome) => void): void {
    this.tries += 1;
    if (this.handOver !== undefined) return this.handOver(mail);
    if (this.unknown.has(mail.to)) {
      return answer(mail.id, { came: "never", why: "550 5.1.1 no such user", isAddress: true });
    }
    if (this.says === "sent") this.taken.push(mail);
    answer(
      mail.id,
      this.says === "sent" ? { came: "sent", says: "250 2.0.0 Ok" } : { came: this.says, why: "the lab says so" },
    );
  }
}
