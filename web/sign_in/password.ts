/** RFC 8265 aside, a password is what was typed, in one form of Unicode, so that every keyboard gives the same. */
export function normalPassword(typed: string): string {
  return typed.normalize("NFC");
}

export type PasswordFault = "short" | "long" | "common" | "sequence" | "repeated" | "own-name";

const LEAST = 12;
/** A hash of a megabyte is a way to keep the box busy. */
const MOST = 256;
/** Runs along the keyboard, the alphabet and the digits; each is looked for in both directions. */
const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];
/** Words that the lists of leaked passwords are made of. What is left beside one must be long enough to count. */
const COMMON = [
  ...["password", "passwort", "parola", "letmein", "welcome", "iloveyou", "monkey", "dragon", "football", "baseball"],
  ...["sunshine", "princess", "superman", "batman", "starwars", "trustno", "whatever", "master", "shadow", "freedom"],
  ...["administrator", "admin", "root", "secret", "changeme", "default", "telephone", "telefon", "kontor", "asterisk"],
  ...["computer", "internet", "michael", "jordan", "liverpool", "chelsea", "bucuresti", "romania", "steaua", "summer"],
  ...["winter", "spring", "autumn", "company", "office", "login", "google", "samsung", "hello", "world"],
];
const LEFT_BESIDE = 7;
const SEQUENCE = 6;
const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  "$": "s",
};

/** Why a password is refused; undefined for a good one (NIST SP 800-63B §3.1.1: length and lists, no rules of composition). */
export function passwordFault(
  password: string,
  person: { readonly names: readonly string[] },
): PasswordFault | undefined {
  const plain = normalPassword(password);
  const length = [...plain].length;
  if (length < LEAST) return "short";
  if (length > MOST) return "long";
  const small = plain.toLowerCase();
  if (isRepeated(small)) return "repeated";
  if (withoutRuns(small).length < LEFT_BESIDE) return "sequence";
  const names = person.names.flatMap((name) => name.toLowerCase().split(/\s+/)).filter(({ length }) => length >= 4);
  if (isLittleBeside(small, names)) return "own-name";
  const spelt = [...small].map((letter) => LEET[letter] ?? letter).join("");
  return isLittleBeside(small, COMMON) || isLittleBeside(spelt, COMMON) ? "common" : undefined;
}

/** `abababababab`, or few letters only. */
function isRepeated(text: string): boolean {
  return new Set(text).size < 5 || /^(.{1,6})\1+$/.test(text);
}

/** What remains when every run of neighbours is taken out, be it forward or backward. */
function withoutRuns(text: string): string {
  const runs = RUNS.flatMap((run) => [run, [...run].reverse().join("")]);
  let left = text;
  for (let length = left.length; length >= SEQUENCE - 2; length--) {
    for (let from = 0; from + length <= left.length; from++) {
      const part = left.slice(from, from + length);
      if (runs.some((run) => run.includes(part))) left = left.slice(0, from) + left.slice(from + length);
    }
  }
  return left;
}

function isLittleBeside(text: string, words: readonly string[]): boolean {
  let left = text;
  for (const word of words) left = left.replaceAll(word, "");
  return left.length < text.length && left.length < LEFT_BESIDE;
}
