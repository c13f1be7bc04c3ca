/** Callers who are not let through. */
export interface Block {
  /** As they are shown: `0722123456`, `07xx*`; see {@link isListed}. */
  readonly callers: readonly string[];
  /** Nor those who hide their number. */
  readonly anonymous: boolean;
}

/** An office, or an extension, that lets everybody through. */
export const NO_BLOCK: Block = Object.freeze({ callers: Object.freeze([]), anonymous: false });

/** Whether a caller's number is one of these; `x` stands for any digit, `*` at the end for whatever follows. */
export function isListed(number: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => fits(number, pattern));
}

function fits(number: string, pattern: string): boolean {
  const isOpen = pattern.endsWith("*");
  const signs = isOpen ? pattern.slice(0, -1) : pattern;
  if (isOpen ? number.length < signs.length : number.length !== signs.length) return false;
  return [...signs].every((sign, at) => sign === number[at] || (sign === "x" && /\d/.test(number[at]!)));
}
