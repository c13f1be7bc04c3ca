import type { VNode } from "preact";
import { type Route, type SignedVisit, textOf } from "../page/mod.ts";
import { choose } from "../sign_in/mod.ts";
import { LANGUAGES } from "../words/mod.ts";

/** In which language somebody reads the desk, from now on and wherever he signs in; empty: as his browser says. */
export const myLanguage: Route = {
  path: "/me/language",
  needs: "own",
  post: async ({ world, account, from }, form) => {
    const { name } = account;
    const language = LANGUAGES.find(({ code }) => code === textOf(form, "language"))?.code ?? null;
    const outcome = await choose(world, { name, language }, account);
    const acts = "refused" in outcome ? [] : outcome.acts;
    for (const [action, facts] of acts) await world.signIn.note(action, { who: name, address: from.address, facts });
    return { goTo: "/me" };
  },
};

export function LanguageCard({ visit: { words: { me: words }, account } }: { readonly visit: SignedVisit }): VNode {
  return (
    <form class="card padded" method="post" action="/me/language">
      <h2>{words.language}</h2>
      <div class="field">
        <label class="only-heard" for="language">{words.language}</label>
        <select id="language" name="language">
          <option value="">{words.asBrowser}</option>
          {LANGUAGES.map(({ code, name }) => (
            <option key={code} value={code} lang={code} selected={code === account.language}>{name}</option>
          ))}
        </select>
      </div>
      <p>
        <button class="button first" type="submit">{words.change}</button>
      </p>
    </form>
  );
}
