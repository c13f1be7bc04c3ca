import type { VNode } from "preact";
import { PasskeyButton } from "../islands/mod.ts";
import { Field, Told } from "../parts/mod.ts";
import { type Answer, type Route, safeBack, textOf, type Visit } from "../page/mod.ts";
import { refusalOf } from "./sign_in_texts.ts";

/** Name and password, or a passkey. */
export const signIn: Route = {
  path: "/sign-in",
  needs: "nobody",
  get: (visit) => {
    if (visit.world.accounts.isUnclaimed) return { goTo: "/claim" };
    return answer(visit, { name: "", back: safeBack(visit.url.searchParams.get("back")) });
  },
  post: async (visit, form) => {
    const typed = { name: textOf(form, "name"), back: safeBack(textOf(form, "back")) };
    const came = await visit.world.signIn.signIn({ name: typed.name, password: textOf(form, "password") }, visit.from);
    if (came.came === "in") return { goTo: typed.back, token: came.token };
    if (came.came === "half") return { goTo: `/sign-in/code?back=${encodeURIComponent(typed.back)}`, step: came.step };
    const { words } = visit;
    return answer(visit, typed, refusalOf(came, words.signIn, words.signIn.wrong));
  },
};

function answer(visit: Visit, typed: { readonly name: string; readonly back: string }, fault?: string): Answer {
  const page = form(visit, typed, fault);
  return { title: visit.words.signIn.title, frame: "bare", page, status: fault === undefined ? 200 : 422 };
}

function form(
  { words: { signIn: words, trust }, world: { box } }: Visit,
  { name, back }: { readonly name: string; readonly back: string },
  fault: string | undefined,
): VNode {
  const { passkey, passkeyFailed } = words;
  return (
    <div class="card padded">
      <form class="form" method="post" action="/sign-in">
        <h1>{words.title}</h1>
        {fault !== undefined && <Told kind="bad">{fault}</Told>}
        <input type="hidden" name="back" value={back} />
        <Field name="name" label={words.name} value={name} fills="username webauthn" required first />
        <Field name="password" type="password" label={words.password} fills="current-password" required />
        <button class="button first" type="submit">{words.enter}</button>
      </form>
      <PasskeyButton words={{ passkey, passkeyFailed }} to="/sign-in/passkey" back={back} />
      {box.certificates.status().source === "own" && (
        <p>
          <a class="soft" href="/trust">{trust.title}</a>
        </p>
      )}
    </div>
  );
}
