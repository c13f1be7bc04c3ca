import type { VNode } from "preact";
import { NoticeAsker, PasskeyAdder } from "../islands/mod.ts";
import { Field, Told } from "../parts/mod.ts";
import { type PageAnswer, type Route, type SignedVisit, textOf } from "../page/mod.ts";
import { LanguageCard } from "./my_language.tsx";
import { normalPassword, passwordFault, proofOf } from "../sign_in/mod.ts";

/** One's own way in: password, authenticator, passkeys, and where one is signed in. */
export const me: Route = { path: "/me", needs: "self", get: (visit) => answer(visit, {}) };

interface Outcome {
  readonly fault?: string;
  readonly current?: string;
  readonly done?: string;
}

export const mePassword: Route = {
  path: "/me/password",
  needs: "self",
  wantsProof: ({ account }) => proofOf(account) !== "password",
  post: async (visit, form) => {
    const { world, account, from, words } = visit;
    const next = textOf(form, "next");
    const proof = await world.signIn.reenter(visit.session, textOf(form, "current"), from);
    if (proof.came !== "in") return answer(visit, { current: words.signIn.wrong });
    const { token, session } = proof;
    const his = { ...visit, session };
    const weak = passwordFault(next, { names: [account.name, account.fullName] });
    if (weak !== undefined) return { ...answer(his, { fault: words.passwordFault[weak] }), token };
    await world.accounts.put({ ...account, password: await world.hasher.hash(normalPassword(next)) });
    await world.sessions.endAll(account.name, session.hash);
    await world.signIn.note("password.changed", { who: account.name, address: from.address });
    return { ...answer(his, { done: words.me.passwordDone }), token };
  },
};

/** Signs out everywhere else. */
export const meSessions: Route = {
  path: "/me/sessions",
  needs: "self",
  post: async ({ world, account, session, from }) => {
    await world.sessions.endAll(account.name, session.hash);
    await world.signIn.note("sessions.ended", { who: account.name, address: from.address });
    return { goTo: "/me" };
  },
};

function answer(visit: SignedVisit, outcome: Outcome): PageAnswer {
  const isWrong = outcome.fault !== undefined || outcome.current !== undefined;
  return { title: visit.words.me.title, page: <Me visit={visit} outcome={outcome} />, status: isWrong ? 422 : 200 };
}

function Me({ visit, outcome }: { readonly visit: SignedVisit; readonly outcome: Outcome }): VNode {
  const { words: { me: words }, account } = visit;
  return (
    <>
      <header class="head">
        <h1>{account.fullName}</h1>
        <span class="soft">{account.name} · {words.roles[account.role]}</span>
      </header>
      {outcome.done !== undefined && <Told kind="good">{outcome.done}</Told>}
      <div class="columns">
        <form class="card padded" method="post" action="/me/password">
          <h2>{words.password}</h2>
          <Field
            name="current"
            type="password"
            label={words.current}
            fault={outcome.current}
            fills="current-password"
            required
          />
          <Field name="next" type="password" label={words.next} fault={outcome.fault} fills="new-password" required />
          <p>
            <button class="button first" type="submit">{words.change}</button>
          </p>
        </form>
        <LanguageCard visit={visit} />
        <NoticeCard visit={visit} />
        <ThemeCard visit={visit} />
        <Authenticator visit={visit} />
        <PasskeyCard visit={visit} />
        {proofOf(visit.account) !== "password" && <BackupCard visit={visit} />}
        <SessionCard visit={visit} />
      </div>
    </>
  );
}

/** Kept by the browser, which knows how the machine is set: `frame.ts`. */
function ThemeCard({ visit: { words: { me: words } } }: { readonly visit: SignedVisit }): VNode {
  return (
    <section class="card padded">
      <h2>{words.theme}</h2>
      <div class="field">
        <label class="only-heard" for="theme">{words.theme}</label>
        <select id="theme" autocomplete="off" data-theme-choice>
          {(["", "light", "dark"] as const).map((each) => <option key={each} value={each}>{words.themes[each]}
          </option>)}
        </select>
      </div>
    </section>
  );
}

function Authenticator({ visit: { words: { me: words }, account } }: { readonly visit: SignedVisit }): VNode {
  const left = account.backupCodes.length;
  return (
    <section class="card padded">
      <h2>{words.authenticator}</h2>
      <p class="soft">{account.totp === undefined ? words.authenticatorOff : words.authenticatorOn(left)}</p>
      <p>
        <a class="button" href="/me/authenticator">
          {account.totp === undefined ? words.authenticatorAdd : words.authenticatorChange}
        </a>
      </p>
    </section>
  );
}

function PasskeyCard({ visit: { words: { me: words }, account } }: { readonly visit: SignedVisit }): VNode {
  return (
    <section class="card padded">
      <h2>{words.passkeys}</h2>
      <p class="soft">{words.passkeysText}</p>
      {account.passkeys.map(({ id, name }) => (
        <form class="row" method="post" action="/me/passkeys" key={id}>
          <input type="hidden" name="remove" value={id} />
          <span>{name}</span>
          <button class="button small danger" type="submit">{words.remove}</button>
        </form>
      ))}
      <PasskeyAdder words={{ add: words.passkeyAdd, failed: words.passkeyFailed, insecure: words.passkeyInsecure }} />
    </section>
  );
}

function BackupCard({ visit: { words: { me: words }, account } }: { readonly visit: SignedVisit }): VNode {
  const left = account.backupCodes.length;
  return (
    <section class="card padded">
      <h2>{words.backupTitle}</h2>
      {left === 0 ? <Told kind="warn">{words.backupNone}</Told> : <p class="soft">{words.backupLeft(left)}</p>}
      <form method="post" action="/me/backup-codes">
        <button class="button" type="submit">{words.backupMake}</button>
      </form>
    </section>
  );
}

/** Whoever has a phone in the browser allows it there, too; it is one permission. */
function NoticeCard({ visit: { words: { me: { notices: words } } } }: { readonly visit: SignedVisit }): VNode {
  const { title, text, ...said } = words;
  return (
    <section class="card padded">
      <h2>{title}</h2>
      <p class="soft">{text}</p>
      <NoticeAsker words={said} />
    </section>
  );
}

function SessionCard({ visit }: { readonly visit: SignedVisit }): VNode {
  const { words: { me: words }, world, account, session } = visit;
  const sessions = world.sessions.ofAccount(account.name);
  return (
    <section class="card padded">
      <h2>{words.sessions}</h2>
      <ul class="lines">
        {sessions.map(({ hash, address, agent }) => (
          <li key={hash}>
            <span class="number">{address}</span> <span class="soft">{hash === session.hash ? words.here : agent}</span>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form method="post" action="/me/sessions">
          <button class="button" type="submit">{words.endOthers}</button>
        </form>
      )}
    </section>
  );
}
