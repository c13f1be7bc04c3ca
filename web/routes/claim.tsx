import type { VNode } from "preact";
import { Field, Told } from "../parts/mod.ts";
import { type Answer, type Route, textOf, type Visit } from "../page/mod.ts";
import { minutesOf } from "./sign_in_texts.ts";

interface Typed {
  readonly code: string;
  readonly fullName: string;
  readonly name: string;
}
interface Faults {
  readonly code?: string;
  readonly name?: string;
  readonly password?: string;
  readonly all?: string;
}

/**
 * The first page of a new box: whoever can read its log becomes its owner. Later it is where an owner who has no way in any
 * more comes by the code of `kontor owner`.
 */
export const claim: Route = {
  path: "/claim",
  needs: "nobody",
  get: (visit) => {
    const { accounts, signIn } = visit.world;
    const code = visit.url.searchParams.get("code") ?? "";
    if (accounts.isUnclaimed) return answer(visit, { code, fullName: "", name: "" }, {});
    return signIn.awaitsOwner ? answerReset(visit, code, {}) : { goTo: "/sign-in" };
  },
  post: async (visit, form) => {
    if (form.has("reset")) return await reset(visit, form);
    const { words, world, from } = visit;
    const typed = { code: textOf(form, "code"), fullName: textOf(form, "fullName"), name: textOf(form, "name") };
    const claim = await world.signIn.claim({ ...typed, password: textOf(form, "password") }, from);
    switch (claim.came) {
      case "in":
        return { goTo: "/", token: claim.token };
      case "claimed":
        return answer(visit, typed, { all: words.claim.claimed });
      case "busy":
        return answer(visit, typed, { all: words.signIn.busy });
      case "locked":
        return answer(visit, typed, { all: words.signIn.locked(minutesOf(claim.waitMs)) });
      case "refused":
        if (claim.field === "password") return answer(visit, typed, { password: words.passwordFault[claim.why] });
        if (claim.field === "code") return answer(visit, typed, { code: words.claim.codeWrong });
        return answer(visit, typed, { name: words.claim.nameFault[claim.why === "wrong" ? "letters" : claim.why] });
    }
  },
};

async function reset(visit: Visit, form: FormData): Promise<Answer> {
  const { words, world, from } = visit;
  const code = textOf(form, "code");
  const came = await world.signIn.resetOwner({ code, password: textOf(form, "password") }, from);
  switch (came.came) {
    case "in":
      return { goTo: "/me", token: came.token };
    case "busy":
      return answerReset(visit, code, { all: words.signIn.busy });
    case "locked":
      return answerReset(visit, code, { all: words.signIn.locked(minutesOf(came.waitMs)) });
    case "refused":
      if (came.field === "code") return answerReset(visit, code, { code: words.claim.resetWrong });
      return answerReset(visit, code, { password: words.passwordFault[came.why] });
  }
}

function answerReset(visit: Visit, code: string, faults: Faults): Answer {
  const isWrong = Object.keys(faults).length > 0;
  return {
    title: visit.words.claim.resetTitle,
    frame: "bare",
    page: resetPage(visit, code, faults),
    status: isWrong ? 422 : 200,
  };
}

function resetPage({ words: { claim: words } }: Visit, code: string, faults: Faults): VNode {
  return (
    <form class="card padded" method="post" action="/claim">
      <h1>{words.resetTitle}</h1>
      <p class="soft">{words.resetText}</p>
      {faults.all !== undefined && <Told kind="bad">{faults.all}</Told>}
      <Field name="code" label={words.code} hint={words.codeHint} value={code} fault={faults.code} required first />
      <Field
        name="password"
        type="password"
        label={words.newPassword}
        hint={words.passwordHint}
        fault={faults.password}
        fills="new-password"
        required
      />
      <button class="button first" type="submit" name="reset" value="yes">{words.reset}</button>
    </form>
  );
}

function answer(visit: Visit, typed: Typed, faults: Faults): Answer {
  const isWrong = Object.keys(faults).length > 0;
  return {
    title: visit.words.claim.title,
    frame: "bare",
    page: page(visit, typed, faults),
    status: isWrong ? 422 : 200,
  };
}

function page({ words: { claim: words } }: Visit, { code, fullName, name }: Typed, faults: Faults): VNode {
  return (
    <form class="card padded" method="post" action="/claim">
      <h1>{words.title}</h1>
      <p class="soft">{words.text}</p>
      {faults.all !== undefined && <Told kind="bad">{faults.all}</Told>}
      <Field name="code" label={words.code} hint={words.codeHint} value={code} fault={faults.code} required first />
      <Field name="fullName" label={words.fullName} value={fullName} fills="name" required />
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={name}
        fault={faults.name}
        fills="username"
        required
      />
      <Field
        name="password"
        type="password"
        label={words.password}
        hint={words.passwordHint}
        fault={faults.password}
        fills="new-password"
        required
      />
      <button class="button first" type="submit">{words.claim}</button>
    </form>
  );
}
