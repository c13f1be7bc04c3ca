import type { ComponentChildren, VNode } from "preact";
import { IconFile } from "../parts/mod.ts";

/** The file of icons lies beside this script. */
export function Icons({ children }: { readonly children?: ComponentChildren }): VNode {
  return <IconFile.Provider value={new URL("./icons.svg", import.meta.url).pathname}>{children}</IconFile.Provider>;
}
