import type { VNode } from "preact";
import { Icon } from "./icon.tsx";

interface NewsPlaceParts {
  readonly crossOut: string;
  /** Over any page; or in that of the phone, where it covers no key and the phone tells of much itself. */
  readonly at: "page" | "phone";
}

/** Where it is told what happened meanwhile; filled in by the browser (`web/islands/notices.ts`). */
export function NewsPlace({ crossOut, at }: NewsPlaceParts): VNode {
  return (
    <div class={at === "phone" ? "news here" : "news"} aria-live="polite" data-notices={at}>
      <template>
        <p class="told">
          <a />
          <button class="button small bare" type="button" aria-label={crossOut}>
            <Icon name="x" />
          </button>
        </p>
      </template>
    </div>
  );
}
