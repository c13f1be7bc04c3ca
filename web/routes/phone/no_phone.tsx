import type { VNode } from "preact";
import type { Visit } from "../../page/mod.ts";
import { Icon } from "../../parts/mod.ts";

/** What whoever has no extension sees where his phone would be. */
export function NoPhone(
  { visit: { words: { phone: words } }, title }: { readonly visit: Visit; readonly title: string },
): VNode {
  return (
    <>
      <header class="head">
        <h1>{title}</h1>
      </header>
      <section class="card">
        <div class="empty">
          <Icon name="phone" />
          <b>{words.none}</b>
          <span class="soft">{words.noneText}</span>
        </div>
      </section>
    </>
  );
}
