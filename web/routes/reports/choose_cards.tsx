import { CardPicker } from "../../islands/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { choose } from "../../sign_in/mod.ts";
import { type Arrangement, arrangementIn, arrangementOf } from "./arrange_cards.ts";
import { cardsFor, chosenCards } from "./cards.ts";

/** Which figures somebody sees on top of his reports, and in which order: kept with his account. */
export const chooseCards: Route = {
  path: "/reports/cards",
  needs: "see-reports",
  get: (visit) => {
    const { scope, reportCards } = visit.account;
    return answer(visit, arrangementOf(chosenCards(reportCards, scope), cardsFor(scope)));
  },
  post: async (visit, form) => {
    const { world, account, from } = visit;
    const arrangement = arrangementIn(form, cardsFor(account.scope));
    // Who has no script moves them one by one, and saves when he is done.
    if (form.has("up") || form.has("down")) return answer(visit, arrangement);
    const { name } = account;
    const reportCards = form.has("usual") ? null : arrangement.order.filter((key) => arrangement.shown.has(key));
    const outcome = await choose(world, { name, reportCards }, account);
    const acts = "refused" in outcome ? [] : outcome.acts;
    for (const [action, facts] of acts) await world.signIn.note(action, { who: name, address: from.address, facts });
    return { goTo: "/reports" };
  },
};

function answer({ words: { reportCards: words, reports } }: SignedVisit, { order, shown }: Arrangement): Answer {
  const rows = order.map((key) => ({ key, ...words.cards[key], isShown: shown.has(key) }));
  const { up, down, drag } = words;
  return {
    title: words.title,
    page: (
      <>
        <p>
          <a href="/reports">{reports.title}</a>
        </p>
        <form method="post" action="/reports/cards" class="form">
          <header class="head">
            <h1>{words.title}</h1>
            <span class="row">
              <button class="button first" type="submit">{words.save}</button>
              <button class="button" type="submit" name="usual" value="yes">{words.usual}</button>
            </span>
          </header>
          <p class="soft">{words.text}</p>
          <CardPicker rows={rows} words={{ up, down, drag }} />
        </form>
      </>
    ),
  };
}
