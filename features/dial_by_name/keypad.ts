/** The letters on the keys 2 to 9 (ITU-T E.161). */
const KEYS: readonly string[] = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];
/** Letters that are not a plain one with a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  "ß": "ss",
  "æ": "ae",
  "œ": "oe",
  "ø": "o",
  "ł": "l",
  "đ": "d",
  "ı": "i",
};

const KEY_OF: ReadonlyMap<string, string> = new Map(
  KEYS.flatMap((letters, at) => [...letters].map((letter) => [letter, String(at + 2)] as const)),
);

/** A name in plain small letters, word by word: `Ștefan Ionescu-Łuk` is `stefan`, `ionescu`, `luk`. */
export function wordsOf(name: string): readonly string[] {
  const plain = name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(
    /[^a-z]/g,
    (sign) => PLAIN[sign] ?? sign,
  );
  return plain.split(/[^a-z]+/).filter((word) => word !== "");
}

/** Whether a name, or what follows in it from a later word on, begins with these keys. */
export function isSpelledBy(name: string, keys: string): boolean {
  const words = wordsOf(name).map((word) => [...word].map((letter) => KEY_OF.get(letter)).join(""));
  return words.some((_, at) => words.slice(at).join("").startsWith(keys));
}
