import type { VNode } from "preact";
import { lostMailsOf } from "../../health/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { GivenUp } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { actOnGivenUp } from "./act_on_given_up.ts";

/** Sends a mail that was given up once more, or throws it away. */
export const lostMail: Route = {
  path: "/settings/mail/lost/:letter/:act",
  needs: "change-office",
  post: async (visit) => {
    await actOnGivenUp(visit, { asks: "dead-mails", notes: "mail" });
    return { goTo: "/settings/mail" };
  },
};

/** Mails that were given up: to whom, and why. Nothing where all have arrived. */
export function LostMails({ visit }: { readonly visit: SignedVisit }): VNode | null {
  const { words: { box: { lost, lostMails }, language }, world, account } = visit;
  return (
    <GivenUp
      id="lost-mails"
      rows={lostMailsOf(world).map(({ isAddress, ...mail }) => ({
        ...mail,
        ...isAddress ? { tag: lostMails.refused } : {},
      }))}
      words={{ ...lost, ...lostMails }}
      timeZone={world.directory().office.timeZone}
      language={language}
      path={mayDo(account, "change-office") ? "/settings/mail/lost" : undefined}
    />
  );
}
