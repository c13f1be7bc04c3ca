import type { VNode } from "preact";
import type { SignedVisit } from "../../page/mod.ts";

/** A password that is shown once, to be given to whom it is for. */
export function Handover(
  { visit, name, password }: { readonly visit: SignedVisit; readonly name: string; readonly password: string },
): VNode {
  const { words: { accounts: words, signIn } } = visit;
  return (
    <>
      <header class="head">
        <h1>{words.handover}</h1>
      </header>
      <section class="card padded narrow">
        <p>{words.handoverText}</p>
        <dl class="facts">
          <dt>{signIn.name}</dt>
          <dd class="number">{name}</dd>
          <dt>{signIn.password}</dt>
          <dd class="number" data-secret>{password}</dd>
        </dl>
        <p>
          <a class="button first" href="/accounts">{words.handedOver}</a>
        </p>
      </section>
    </>
  );
}
