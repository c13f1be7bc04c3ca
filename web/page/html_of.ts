import { options, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** What of a rendered component keeps its page in memory, by Preact's own short names. */
interface Rendered {
  readonly __c?: { readonly __H?: unknown; __v: unknown; props: unknown; context: unknown } | null;
}

const before = options.unmount;

// V8 lets go of a component that has hooks only when it looks through all of the heap (each is held by that of the page
// before). Such pages cost a browser's wait of 20 ms every few pages; without the way to its page a component is nothing.
options.unmount = (vnode) => {
  const component = (vnode as Rendered).__c;
  const hasHooks = component?.__H !== undefined;
  before?.(vnode);
  if (hasHooks) Object.assign(component!, { __v: null, props: null, context: null });
};

/** What a browser reads of a tree. */
export function htmlOf(tree: VNode): string {
  return renderToString(tree);
}
