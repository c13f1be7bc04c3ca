import type { ComponentChildren, VNode } from "preact";

interface DialLinkParts {
  /** As a phone dials it. */
  readonly number: string;
  /** As people read it, where that is not as it is dialled. */
  readonly shown?: string;
  /** More of its classes: `soft`, `button small`. */
  readonly kind?: string;
  /** What stands in it; the number where nothing else does. */
  readonly children?: ComponentChildren;
}

/**
 * A number that is called by a click: by the phone in the browser where that is open, else by one's own phones, which ring
 * first (`web/islands/dial_links.ts`). Whoever has none here has his machine's.
 */
export function DialLink({ number, shown = number, kind = "", children }: DialLinkParts): VNode {
  const look = children === undefined ? "number" : "";
  return (
    <a class={`${look} dial ${kind}`.trim()} href={`/call?to=${encodeURIComponent(number)}`} data-dial={number}>
      {children ?? shown}
    </a>
  );
}
