import type { BoxFacts, Finding } from "./doctor.ts";
import type { DoctorWords } from "./doctor_words.ts";

/** Whether this version takes the office that the box has stored: each fault with its place and value. */
export function judgeOffice({ refused }: BoxFacts, words: DoctorWords): readonly Finding[] {
  if (refused === undefined) return [];
  const { revision, runs, faults } = refused;
  const text = words.refusedOffice(revision, runs, faults.join("; "));
  return [{ about: "office", verdict: "bad", text, advice: words.refusedOfficeAdvice }];
}
