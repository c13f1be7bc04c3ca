/**
 * Signs that make a line another one, or turn what stands beside them round, and are not seen: controls, line ends, marks of
 * direction (Unicode UAX #9), tags. Joiners stay: letters of Persian and pictures are written with them.
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]+/gu;

/** Whether something in a name or a note is not seen, and changes what is. */
export function hasUnseen(text: string): boolean {
  return text.search(UNSEEN) >= 0;
}

/** What a stranger calls himself, as one line of so many characters at most that hides nothing. */
export function oneLine(text: string, most: number): string {
  const line = text.toWellFormed().replace(UNSEEN, " ").replace(/ {2,}/g, " ").trim();
  return line.length <= most ? line : [...line].slice(0, most).join("").trimEnd();
}
