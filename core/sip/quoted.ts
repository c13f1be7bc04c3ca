/** A text as a quoted string (RFC 3261 §25.1). Line ends cannot be quoted, so they become spaces. */
export function quote(text: string): string {
  return `"${text.replace(/[\r\n]+/g, " ").replace(/["\\\0]/g, "\\$&")}"`;
}

/** What stands between the quotes at `from` and `to - 1`, with its quoted pairs resolved. */
export function unquote(text: string, from: number, to: number): string {
  const inner = text.slice(from + 1, to - 1);
  return inner.includes("\\") ? inner.replace(/\\([^])/g, "$1") : inner;
}
