import { isNode } from "yaml";

/** From the first character of something to just past its last. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

export function spanOf(node: unknown): TextSpan {
  const [from = 0, to = 0] = isNode(node) ? node.range ?? [] : [];
  return { from, to };
}

/**
 * Where what stands at a span of a text stood in the text before, where all that differs stands outside of it; undefined
 * where it touches it. Texts need not be read for that: most changes of an office are elsewhere.
 */
export function spanBefore(
  { from, to }: TextSpan,
  texts: { readonly before: string; readonly after: string },
): TextSpan | undefined {
  const { before, after } = texts;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) tail++;
  if (head > to) return { from, to };
  const shift = before.length - after.length;
  return after.length - tail < from ? { from: from + shift, to: to + shift } : undefined;
}
