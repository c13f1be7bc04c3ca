import { CardPicker } from "../../islands/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
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
    const { world, account } = visit;
    const arrangement = arrangementIn(form, cardsFor(account.scope));
    // Who has no script moves them one by one, and saves when he is done.
    if (form.has("up") || form.has("down")) return answer(visit, arrangement);
    const { reportCards: _, ...others } = account;
    const reportCards = arrangement.order.filter((key) => arrangement.shown.has(key));
    await world.accounts.put(form.has("usual") ? others : { ...others, reportCards });
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
