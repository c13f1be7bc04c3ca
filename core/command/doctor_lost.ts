import type { BoxFacts, Finding } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

/** Whether all that the box tells others has arrived: mails, where it sends any, and what webhooks are told. */
export function judgeLost(
  { settings, lost }: Pick<BoxFacts, "settings" | "lost">,
  words: DoctorWords,
): readonly Finding[] {
  if (lost === undefined) return [];
  const findings: Finding[] = [];
  if (lost.mails > 0) {
    findings.push({ about: "smtp", verdict: "warn", text: words.lostMails(lost.mails), advice: words.lostMailsAdvice });
  } else if (settings.smtp !== undefined) findings.push({ about: "smtp", verdict: "ok", text: words.noLostMails });
  if (lost.hooks > 0) {
    const [text, advice] = [words.lostHooks(lost.hooks), words.lostHooksAdvice];
    findings.push({ about: "webhooks", verdict: "warn", text, advice });
  }
  return findings;
}
