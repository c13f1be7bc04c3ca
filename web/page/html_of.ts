import { options, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** What of a rendered component keeps its page in memory, by Preact's own short names. */
interface Rendered {
  readonly __c?: { __v: unknown; props: unknown; context: unknown } | null;
}

const before = options.unmount;

// V8 lets go of a component that has functions of its own, as hooks and contexts give it, only when it looks through all of
// the heap: each is held by that of the page before. Without the way to its page a component is nothing; with it half a
// megabyte went to the old heap with every page, and a collection of 20 ms came every few pages.
options.unmount = (vnode) => {
  before?.(vnode);
  const component = (vnode as Rendered).__c;
  if (!component) return;
  component.__v = null;
  component.props = null;
  component.context = null;
};

/** What a browser reads of a tree. */
export function htmlOf(tree: VNode): string {
  return renderToString(tree);
}
