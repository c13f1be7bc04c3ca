import type { VNode } from "preact";
import { encode } from "uqr";
import { Field, Told } from "../parts/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../page/mod.ts";
import { hashOfBackupCode, newBackupCodes, newTotpSecret, proofOf, totpStepOf, totpUri } from "../sign_in/mod.ts";

/** Adds an authenticator, or another in its place. It holds only once a code of it was typed. */
export const authenticator: Route = {
  path: "/me/authenticator",
  needs: "self",
  wantsProof: true,
  get: async (visit) => await answer(visit, await newTotpSecret(visit.world.chance)),
  post: async (visit, form) => {
    const { world, account, session, from, words } = visit;
    const secret = textOf(form, "secret");
    if (!/^[A-Z2-7]{32}$/.test(secret)) return { goTo: "/me/authenticator" };
    const totpStep = await totpStepOf(secret, textOf(form, "code"), undefined, world.clock.wall());
    if (totpStep === undefined) return await answer(visit, secret, words.signIn.codeWrong);
    const codes = newBackupCodes(world.chance);
    await world.accounts.put({ ...account, totp: secret, totpStep, backupCodes: codes.map(hashOfBackupCode) });
    await world.sessions.endAll(account.name, session.hash);
    await world.signIn.note("authenticator.added", { who: account.name, address: from.address });
    return shownCodes(visit, codes, words.me.authenticatorDone);
  },
};

/** Others in place of those that are left: for who has an authenticator or passkeys, which may be lost. */
export const backupCodes: Route = {
  path: "/me/backup-codes",
  needs: "self",
  wantsProof: true,
  post: async (visit) => {
    const { world, account, from } = visit;
    if (proofOf(account) === "password") return { goTo: "/me" };
    const codes = newBackupCodes(world.chance);
    await world.accounts.put({ ...account, backupCodes: codes.map(hashOfBackupCode) });
    await world.signIn.note("backup-codes.made", { who: account.name, address: from.address });
    return shownCodes(visit, codes);
  },
};

function shownCodes(visit: SignedVisit, codes: readonly string[], done?: string): Answer {
  return { title: visit.words.me.backupTitle, page: <BackupCodes {...{ visit, codes, done }} /> };
}

/** Without an authenticator the password alone lets one in. */
export const authenticatorRemove: Route = {
  path: "/me/authenticator/remove",
  needs: "self",
  wantsProof: true,
  post: async ({ world, account, from }) => {
    const { totp: _secret, totpStep: _step, ...rest } = account;
    await world.accounts.put({ ...rest, backupCodes: rest.passkeys.length === 0 ? [] : rest.backupCodes });
    await world.signIn.note("authenticator.removed", { who: account.name, address: from.address });
    return { goTo: "/me" };
  },
};

async function answer(visit: SignedVisit, secret: string, fault?: string): Promise<Answer> {
  const { name } = visit.world.directory().office;
  const uri = await totpUri(visit.account.name, secret, name === "" ? "Kontor" : name);
  const page = <Add visit={visit} secret={secret} uri={uri} fault={fault} />;
  return { title: visit.words.me.authenticator, page, status: fault === undefined ? 200 : 422 };
}

function Add(
  { visit, secret, uri, fault }: {
    readonly visit: SignedVisit;
    readonly secret: string;
    readonly uri: string;
    readonly fault: string | undefined;
  },
): VNode {
  const { words: { me: words, signIn }, account } = visit;
  return (
    <>
      <header class="head">
        <h1>{words.authenticator}</h1>
      </header>
      <form class="card padded narrow" method="post" action="/me/authenticator">
        <p>{words.authenticatorText}</p>
        <Qr text={uri} label={words.qr} />
        <p class="soft">
          {words.byHand} <code class="number">{secret.replaceAll(/(.{4})/g, "$1 ").trim()}</code>
        </p>
        <input type="hidden" name="secret" value={secret} />
        <Field name="code" label={signIn.code} fault={fault} fills="one-time-code" required first />
        <p>
          <button class="button first" type="submit">{words.authenticatorConfirm}</button>
        </p>
      </form>
      {account.totp !== undefined && (
        <form method="post" action="/me/authenticator/remove">
          <button class="button danger" type="submit">{words.authenticatorRemove}</button>
        </form>
      )}
    </>
  );
}

/** As one path: dark on light whatever the theme, as cameras want it. */
function Qr({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const { data, size } = encode(text, { border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => isDark ? [`M${x} ${y}h1v1h-1z`] : []));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join("")} fill="#000" />
    </svg>
  );
}

function BackupCodes({ visit: { words: { me: words } }, codes, done }: {
  readonly visit: SignedVisit;
  readonly codes: readonly string[];
  readonly done: string | undefined;
}): VNode {
  return (
    <>
      <header class="head">
        <h1>{words.backupTitle}</h1>
      </header>
      {done !== undefined && <Told kind="good">{done}</Told>}
      <section class="card padded narrow">
        <p>{words.backupText}</p>
        <ul class="codes number">{codes.map((code) => <li key={code}>{code.slice(0, 5)}-{code.slice(5)}</li>)}</ul>
        <p>
          <a class="button first" href="/me">{words.backupKept}</a>
        </p>
      </section>
    </>
  );
}
