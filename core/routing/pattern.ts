/** What a letter of a pattern stands for. */
const LETTERS: Readonly<Record<string, string>> = {
  "X": "[0-9]",
  "Z": "[1-9]",
  "N": "[2-9]",
  ".": "[0-9*#]+",
  "+": "\\+",
  "*": "\\*",
};

/** Whether a number fits a pattern: X is 0-9, Z 1-9, N 2-9, a last `.` whatever follows; the rest stands for itself. */
export function fits(pattern: string, number: string): boolean {
  const expression = [...pattern].map((letter) => LETTERS[letter] ?? letter).join("");
  return new RegExp(`^${expression}$`).test(number);
}

/** The ends of a range: `+40211234500-+40211234599`. */
export function rangeOf(text: string): { readonly first: string; readonly last: string } | undefined {
  const [, first, last] = /^(\+?[0-9]+)-(\+?[0-9]+)$/.exec(text) ?? [];
  return first === undefined || last === undefined ? undefined : { first, last };
}
