import type { VNode } from "preact";
import { lostMailsOf } from "../../health/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Moment } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

const ACTS = ["retry", "drop"] as const;

/** Sends a mail that was given up once more, or throws it away. */
export const lostMail: Route = {
  path: "/settings/mail/lost/:mail/:act",
  needs: "change-office",
  post: async ({ world, account, from, params: { mail: id = "", act } }) => {
    const does = ACTS.find((each) => each === act);
    // Somebody else was faster: the list shows it.
    if (does !== undefined && world.ask({ type: `${does}-dead-mails`, id }).type === "done") {
      await world.signIn.note(`mail.${does}-dead-letters`, {
        who: account.name,
        address: from.address,
        facts: { id },
      });
    }
    return { goTo: "/settings/mail" };
  },
};

/** Mails that were given up: to whom, and why. Nothing where all have arrived. */
export function LostMails({ visit }: { readonly visit: SignedVisit }): VNode | null {
  const { words: { box: { lostMails: words }, language }, world, account } = visit;
  const lost = lostMailsOf(world);
  if (lost.length === 0) return null;
  const mayChange = mayDo(account, "change-office");
  const { timeZone } = world.directory().office;
  return (
    <section class="card wide" tabindex={0} aria-labelledby="lost-mails" data-lost-mails>
      <header>
        <h2 id="lost-mails">{words.title}</h2>
      </header>
      <table class="table stacks">
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.why}</th>
            {mayChange && <th scope="col">{words.acts}</th>}
          </tr>
        </thead>
        <tbody>
          {lost.map(({ id, at, to, subject, why, isAddress }) => (
            <tr key={id}>
              <td data-label={words.at}>
                <Moment at={at} timeZone={timeZone} language={language} />
              </td>
              <td data-label={words.to}>
                {to} {isAddress && <span class="tag bad">{words.refused}</span>}
              </td>
              <td data-label={words.subject}>{subject}</td>
              <td data-label={words.why} class="soft">{why}</td>
              {mayChange && (
                <td>
                  <form class="acts" method="post">
                    <button class="button small" type="submit" formAction={pathOf(id, "retry")}>{words.retry}</button>
                    <button class="button small danger" type="submit" formAction={pathOf(id, "drop")}>
                      {words.drop}
                    </button>
                  </form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft inset">{words.text}</p>
    </section>
  );
}

function pathOf(id: string, act: (typeof ACTS)[number]): string {
  return `/settings/mail/lost/${encodeURIComponent(id)}/${act}`;
}
