import type { BoxFacts, Finding } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

/** Whether all that the box tells others arrives, and has arrived: mails, where it sends any, and what webhooks are told. */
export function judgeLost({ mail, lost }: Pick<BoxFacts, "mail" | "lost">, words: DoctorWords): readonly Finding[] {
  const findings: Finding[] = [];
  if (mail?.why !== undefined) {
    const [text, advice] = [words.mailRefused(mail.server, mail.why), words.mailRefusedAdvice];
    findings.push({ about: "smtp", verdict: "warn", text, advice });
  } else if (mail !== undefined) findings.push({ about: "smtp", verdict: "ok", text: words.mailTaken(mail.server) });
  if (lost === undefined) return findings;
  if (lost.mails > 0) {
    findings.push({ about: "smtp", verdict: "warn", text: words.lostMails(lost.mails), advice: words.lostMailsAdvice });
  } else if (mail !== undefined && mail.why === undefined) {
    findings.push({ about: "smtp", verdict: "ok", text: words.noLostMails });
  }
  if (lost.hooks > 0) {
    const [text, advice] = [words.lostHooks(lost.hooks), words.lostHooksAdvice];
    findings.push({ about: "webhooks", verdict: "warn", text, advice });
  }
  return findings;
}
