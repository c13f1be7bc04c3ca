import { skipQuoted, trimSpace } from "./scan.ts";

/**
 * The elements of a comma-separated list (RFC 3261 §7.3.1), trimmed: commas in quotes and in angle brackets do not
 * count. Where a quote or bracket is never closed, the rest is one element.
 */
export function splitList(text: string): readonly string[] {
  if (!text.includes(",")) return [text];
  const elements: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 60) {
      const end = code === 34 ? skipQuoted(text, at) : text.indexOf(">", at) + 1;
      if (end <= 0) break;
      at = end - 1;
    } else if (code === 44) {
      elements.push(trimSpace(text.slice(from, at)));
      from = at + 1;
    }
  }
  elements.push(trimSpace(text.slice(from)));
  return elements;
}
