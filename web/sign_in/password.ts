import { folded } from "../../core/base/mod.ts";
import { TRIED_WORDS } from "./tried_words.ts";
import { withoutWalks } from "./key_walks.ts";

/** RFC 8265 aside, a password is what was typed, in one form of Unicode, so that every keyboard gives the same. */
export function normalPassword(typed: string): string {
  return typed.normalize("NFC");
}

export type PasswordFault = "short" | "long" | "common" | "sequence" | "repeated" | "own-name";

const LEAST = 12;
/** A hash of a megabyte is a way to keep the box busy. */
const MOST = 256;
/** Runs along the keyboard's rows, the alphabet and the digits; each is looked for in both directions. */
const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
];
/** What is left beside words that everybody tries must be so long to count. */
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
  // What is put between words or runs makes neither of them harder to guess.
  const bare = small.replace(/[\s._-]+/g, "");
  if (isRepeated(small) || isRepeated(bare)) return "repeated";
  if (withoutWalks(withoutRuns(bare)).length < LEFT_BESIDE) return "sequence";
  const names = person.names.flatMap((name) => folded(name).split(/\s+/)).filter(({ length }) => length >= 4);
  if (isLittleBeside(small, names)) return "own-name";
  return isLittleBeside(small, [...TRIED_WORDS, ...names]) ? "common" : undefined;
}

/** `abababababab`, `andrei12andrei12`, the last of them in part or whole; or few letters only. */
function isRepeated(text: string): boolean {
  const periods = Array.from({ length: Math.floor(text.length / 2) }, (_, at) => at + 1);
  return new Set(text).size < 5 || periods.some((period) => text.startsWith(text.slice(period)));
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

/** Whether these words are in it and what is left beside them is short, or digits only. */
function isLittleBeside(text: string, words: readonly string[]): boolean {
  const left = leftBeside(text, words);
  return left.length < text.length && (left.length < LEFT_BESIDE || /^[\d\s._!?-]*$/.test(left));
}

/** What is left beside words, be their letters written `ă` or `@`. */
function leftBeside(text: string, words: readonly string[]): string {
  const signs = [...text];
  const taken = new Set<number>();
  const spellings = [signs, signs.map((sign) => LEET[sign] ?? sign)];
  for (const spelt of spellings.map((each) => each.map((sign) => sign.normalize("NFD").charAt(0)).join(""))) {
    for (const word of words) {
      for (let at = spelt.indexOf(word); at >= 0; at = spelt.indexOf(word, at + 1)) {
        for (let letter = 0; letter < word.length; letter++) taken.add(at + letter);
      }
    }
  }
  return signs.filter((_, at) => !taken.has(at)).join("");
}
