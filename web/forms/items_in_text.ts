import { isNode, isSeq, parseDocument } from "yaml";
import { listOf } from "./changes.ts";
import { KEPT_AS_IT_IS, valueIn } from "./office_values.ts";

/** From the first character of something to just past its last. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** The items of one section, and where they stand in the text; a section that is one thing is one item. */
export interface ItemsInText {
  readonly items: readonly unknown[];
  /** Of each of them. */
  readonly spans: readonly TextSpan[];
}

export function itemsIn(
  text: string,
  { name, isList }: { readonly name: string; readonly isList: boolean },
): ItemsInText {
  const document = parseDocument(text, { customTags: [KEPT_AS_IT_IS] });
  const node = document.get(name, true);
  const value = valueIn(document.toJS(), [name]);
  if (node === undefined) return { items: [], spans: [] };
  const nodes: readonly unknown[] = isList ? isSeq(node) ? node.items : [] : [node];
  return { items: isList ? listOf(value) : [value], spans: nodes.map(spanOf) };
}

function spanOf(node: unknown): TextSpan {
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
