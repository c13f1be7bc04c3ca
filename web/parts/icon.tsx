import { createContext, type VNode } from "preact";
import type { IconName } from "./icon_names.ts";

/** Where the file of icons is. */
export const IconFile: ReturnType<typeof createContext<string>> = createContext("");

/** A picture beside words, which say all of it: nobody who listens needs to hear the picture. */
export function Icon({ name }: { readonly name: IconName }): VNode {
  return (
    <IconFile.Consumer>
      {(file) => (
        <svg class="icon" aria-hidden="true">
          <use href={`${file}#${name}`} />
        </svg>
      )}
    </IconFile.Consumer>
  );
}
