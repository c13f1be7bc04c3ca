import type { VNode } from "preact";
import { PasskeyButton } from "../islands/mod.ts";
import { Field, Told } from "../parts/mod.ts";
import {
  type Answer,
  type HeldForm,
  type PageAnswer,
  PROOF_FIELDS,
  type Route,
  safeBack,
  setCookie,
  type SignedVisit,
  textOf,
} from "../page/mod.ts";
import { proofOf } from "../sign_in/mod.ts";
import type { Words } from "../words/mod.ts";
import { fieldOf } from "./json_field.ts";
import { isSignedByKey, partyOf } from "./passkey.ts";
import { refusalOf, UNPROVED } from "./sign_in_texts.ts";

/** Before what is dangerous: is it still the one who has signed in? */
export const prove: Route = {
  path: "/prove",
  needs: "self",
  get: (visit) => answer(visit, toProve(safeBack(visit.url.searchParams.get("back")))),
  post: async (visit, form) => {
    const { words: { signIn: words }, world, session, from } = visit;
    const back = safeBack(textOf(form, "back"));
    const typed = { password: textOf(form, "password"), code: textOf(form, "code") };
    const proof = await world.signIn.prove(session, typed, from);
    if (proof.came === "in") return { goTo: back, token: proof.token };
    return answer(visit, toProve(back), refusalOf(proof, words, words.proveWrong));
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
    if (proof.came !== "in") return new Response(null, { status: UNPROVED[proof.came] });
    const headers = { "set-cookie": setCookie("session", proof.token, from.secure) };
    return Response.json({ goTo: safeBack(typeof back === "string" ? back : null) }, { headers });
  },
};

/** Before a form is taken that somebody has sent: it waits in his browser, and is sent on with his proof. */
export function proofOfForm(visit: SignedVisit, { fields, proof }: HeldForm): PageAnswer {
  const { words: { signIn: words }, url } = visit;
  const fault = proof === undefined ? undefined : refusalOf(proof, words, words.proveWrong);
  return answer(visit, { to: url.pathname + url.search, fields, names: PROOF_FIELDS }, fault);
}

interface Asked {
  /** Where the proof is sent, with what else. */
  readonly to: string;
  readonly fields: HeldForm["fields"];
  readonly names: { readonly password: string; readonly code: string };
}

const toProve = (back: string): Asked => ({
  to: "/prove",
  fields: [["back", back]],
  names: { password: "password", code: "code" },
});

function answer(visit: SignedVisit, asked: Asked, fault?: string): PageAnswer {
  const page = <Prove visit={visit} asked={asked} fault={fault} />;
  return {
    title: visit.words.signIn.proveTitle,
    frame: "bare",
    page,
    status: fault !== undefined ? 422 : asked.to === "/prove" ? 200 : 403,
  };
}

interface ProveParts {
  readonly visit: SignedVisit;
  readonly asked: Asked;
  readonly fault: string | undefined;
}

const HELD = "held";

function Prove({ visit: { words: { signIn: words }, account }, asked, fault }: ProveParts): VNode {
  const { to, fields, names } = asked;
  const least = proofOf(account);
  const byPassword = least !== "passkey" || account.backupCodes.length > 0;
  const isHeld = to !== "/prove";
  return (
    <div class="card padded">
      <h1>{words.proveTitle}</h1>
      <p class="soft">{words.proveText[least]}</p>
      {isHeld && <p class="soft">{words.proveHeld}</p>}
      {fault !== undefined && <Told kind="bad">{fault}</Told>}
      {least === "passkey" && <ShowPasskey {...{ words, asked }} />}
      <form class="form" id={HELD} method="post" action={to}>
        {fields.map(([name, value], nth) => <input type="hidden" key={nth} name={name} value={value} />)}
        {byPassword && (
          <>
            {least === "passkey" && <p class="soft">{words.proveLost}</p>}
            <Field
              name={names.password}
              type="password"
              label={words.password}
              fills="current-password"
              required
              first={least !== "passkey"}
            />
            {least !== "password" && (
              <Field
                name={names.code}
                label={words.code}
                hint={least === "passkey" ? words.backupHint : words.codeHint}
                fills="one-time-code"
                required
              />
            )}
            <button class="button first" type="submit">{words.proveEnter}</button>
          </>
        )}
      </form>
      {least !== "passkey" && account.passkeys.length > 0 && <ShowPasskey {...{ words, asked }} />}
      {!byPassword && <p class="soft">{words.proveNoCodes}</p>}
    </div>
  );
}

/** What is held is sent on as it is once the passkey was good. */
function ShowPasskey({ words, asked: { to, fields } }: {
  readonly words: Words["signIn"];
  readonly asked: Asked;
}): VNode {
  const then = to === "/prove" ? { back: fields[0]?.[1] ?? "/" } : { back: "/", sends: HELD };
  return (
    <PasskeyButton
      words={{ passkey: words.provePasskey, passkeyFailed: words.passkeyFailed }}
      to="/prove/passkey"
      {...then}
    />
  );
}
