import type { VNode } from "preact";
import { tryMail } from "../../health/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Empty, Field, Icon, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { LostMails } from "./lost_mails.tsx";
import { ServerForm, type WrongServer } from "./mail_server.tsx";

/** Through which server mail goes, and whether it takes any. */
export const mail: Route = {
  path: "/settings/mail",
  needs: "see-health",
  get: (visit) => mailPage(visit, {}),
};

/** Sends one mail now. */
export const mailTry: Route = {
  path: "/settings/mail/try",
  needs: "change-office",
  post: async (visit, form) => {
    const { words: { box: words }, world, account, from } = visit;
    const to = textOf(form, "to").trim();
    const outcome = await tryMail(world, to, visit.words);
    if (outcome === undefined) return mailPage(visit, { to, fault: words.notAnAddress });
    await world.signIn.note("mail.tried", {
      who: account.name,
      address: from.address,
      facts: { to, came: outcome.came },
    });
    return mailPage(visit, {
      to,
      told: outcome.came === "sent"
        ? { kind: "good", text: words.sent(to) }
        : { kind: "bad", text: words.notSent[outcome.came](outcome.why) },
    });
  },
};

interface Outcome {
  readonly wrong?: WrongServer;
  readonly to?: string;
  readonly fault?: string;
  readonly told?: { readonly kind: "good" | "bad"; readonly text: string };
}

export function mailPage(visit: SignedVisit, outcome: Outcome): Answer {
  const status = outcome.fault === undefined && outcome.wrong === undefined ? 200 : 422;
  return { title: visit.words.box.pages.mail, page: <Mail visit={visit} outcome={outcome} />, status };
}

function Mail({ visit, outcome }: { readonly visit: SignedVisit; readonly outcome: Outcome }): VNode {
  const { words: { box: words }, world, account } = visit;
  const { now: smtp, isNamed } = world.box.mailServer;
  const mayChange = mayDo(account, "change-office");
  const isForm = mayChange && !isNamed;
  return (
    <>
      <header class="head">
        <h1>{words.pages.mail}</h1>
      </header>
      {outcome.told !== undefined && <Told kind={outcome.told.kind}>{outcome.told.text}</Told>}
      {smtp === undefined && (
        <section class="card">
          <Empty icon="send" title={words.noMail} text={words.noMailText} />
        </section>
      )}
      <div class="columns">
        {isForm && <ServerForm visit={visit} wrong={outcome.wrong} />}
        {smtp !== undefined && !isForm && (
          <section class="card padded">
            <h2>{words.server}</h2>
            <dl class="facts">
              <dt>{words.server}</dt>
              <dd class="number">{smtp.host}:{smtp.port}</dd>
              <dt>{words.encrypted}</dt>
              <dd>{words.mailTls[smtp.tls]}</dd>
              <dt>{words.user}</dt>
              <dd>{smtp.user ?? words.nobody}</dd>
              <dt>{words.sender}</dt>
              <dd>{smtp.from}</dd>
            </dl>
            {isNamed && <p class="soft">{words.fileOnly}</p>}
          </section>
        )}
        {smtp !== undefined && mayChange && (
          <form class="card padded" method="post" action="/settings/mail/try">
            <h2>{words.trial}</h2>
            <Field
              name="to"
              type="email"
              label={words.to}
              hint={words.trialText}
              value={outcome.to ?? ""}
              fault={outcome.fault}
              fills="email"
              required
            />
            <p>
              <button class="button first" type="submit">
                <Icon name="send" />
                {words.send}
              </button>
            </p>
          </form>
        )}
      </div>
      <LostMails visit={visit} />
    </>
  );
}
