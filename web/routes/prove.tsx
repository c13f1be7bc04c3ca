import type { VNode } from "preact";
import { PasskeyButton } from "../islands/mod.ts";
import { Field, Told } from "../parts/mod.ts";
import { type Answer, type Route, safeBack, setCookie, type SignedVisit, textOf } from "../page/mod.ts";
import { type Proof, proofOf } from "../sign_in/mod.ts";
import { fieldOf } from "./json_field.ts";
import { isSignedByKey, partyOf } from "./passkey.ts";
import { refusalOf } from "./sign_in_texts.ts";

/** Before what is dangerous: is it still the one who has signed in? */
export const prove: Route = {
  path: "/prove",
  needs: "self",
  get: (visit) => answer(visit, safeBack(visit.url.searchParams.get("back"))),
  post: async (visit, form) => {
    const { words: { signIn: words }, world, session, from } = visit;
    const back = safeBack(textOf(form, "back"));
    const typed = { password: textOf(form, "password"), code: textOf(form, "code") };
    const proof = await world.signIn.prove(session, typed, from);
    if (proof.came === "in") return { goTo: back, token: proof.token };
    return answer(visit, back, refusalOf(proof, words, words.proveWrong));
  },
};

/** What the browser is to sign by one of his own passkeys (WebAuthn §7.2). */
export const provePasskeyOptions: Route = {
  path: "/prove/passkey/options",
  needs: "self",
  post: async (visit) => Response.json(await visit.world.passkeys.toSignIn(partyOf(visit), visit.account)),
};

export const provePasskey: Route = {
  path: "/prove/passkey",
  needs: "self",
  post: async (visit, _form, json): Promise<Answer> => {
    const { world, session, from } = visit;
    const [response, back] = [fieldOf(json, "response"), fieldOf(json, "back")];
    if (!isSignedByKey(response)) return new Response(null, { status: 400 });
    const proof = await world.signIn.proveByPasskey(session, response, partyOf(visit), from);
    if (proof.came !== "in") return new Response(null, { status: STATUS[proof.came] });
    const headers = { "set-cookie": setCookie("session", proof.token, from.secure) };
    return Response.json({ goTo: safeBack(typeof back === "string" ? back : null) }, { headers });
  },
};

const STATUS: Readonly<Record<Exclude<Proof["came"], "in">, number>> = { refused: 403, locked: 429, busy: 503 };

function answer(visit: SignedVisit, back: string, fault?: string): Answer {
  const page = <Prove visit={visit} back={back} fault={fault} />;
  return { title: visit.words.signIn.proveTitle, frame: "bare", page, status: fault === undefined ? 200 : 422 };
}

interface ProveParts {
  readonly visit: SignedVisit;
  readonly back: string;
  readonly fault: string | undefined;
}

function Prove({ visit: { words: { signIn: words }, account }, back, fault }: ProveParts): VNode {
  const least = proofOf(account);
  return (
    <div class="card padded">
      <form class="form" method="post" action="/prove">
        <h1>{words.proveTitle}</h1>
        <p class="soft">{words.proveText[least]}</p>
        {fault !== undefined && <Told kind="bad">{fault}</Told>}
        <input type="hidden" name="back" value={back} />
        {least !== "passkey" && (
          <>
            <Field name="password" type="password" label={words.password} fills="current-password" required first />
            {least === "code" && (
              <Field name="code" label={words.code} hint={words.codeHint} fills="one-time-code" required />
            )}
            <button class="button first" type="submit">{words.enter}</button>
          </>
        )}
      </form>
      {account.passkeys.length > 0 && (
        <PasskeyButton
          words={{ passkey: words.provePasskey, passkeyFailed: words.passkeyFailed }}
          to="/prove/passkey"
          back={back}
        />
      )}
    </div>
  );
}
