import type { VNode } from "preact";

/** Lines for a terminal, which may be wider than the page: then the keyboard moves them, too. */
export function Code({ text }: { readonly text: string }): VNode {
  return (
    <pre class="code" tabindex={0}>
      <code>{text}</code>
    </pre>
  );
}
