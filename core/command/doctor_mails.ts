import type { BoxFacts, Finding } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

/** Whether every mail has arrived, where the box sends any. */
export function judgeMails(
  { settings, lostMails }: Pick<BoxFacts, "settings" | "lostMails">,
  words: DoctorWords,
): readonly Finding[] {
  const about = "smtp";
  if (lostMails === undefined || (settings.smtp === undefined && lostMails === 0)) return [];
  return lostMails === 0
    ? [{ about, verdict: "ok", text: words.noLostMails }]
    : [{ about, verdict: "warn", text: words.lostMails(lostMails), advice: words.lostMailsAdvice }];
}
