import type { VNode } from "preact";
import { Field, Told } from "../parts/mod.ts";
import { type Answer, cookieOf, type Route, safeBack, textOf, type Visit } from "../page/mod.ts";
import { refusalOf } from "./sign_in_texts.ts";

/** The second step: a code of the authenticator. */
export const signInCode: Route = {
  path: "/sign-in/code",
  needs: "nobody",
  get: (visit) => {
    const back = safeBack(visit.url.searchParams.get("back"));
    return stepOf(visit) === undefined ? { goTo: "/sign-in" } : answer(visit, back);
  },
  post: async (visit, form) => {
    const { words: { signIn: words }, world, from } = visit;
    const [step, back] = [stepOf(visit), safeBack(textOf(form, "back"))];
    if (step === undefined) return { goTo: "/sign-in" };
    const came = await world.signIn.signInByCode({ step, code: textOf(form, "code") }, from);
    if (came.came === "in") return { goTo: back, token: came.token };
    if (came.came === "half") throw new Error("Cannot sign in: a code is the last step");
    return answer(visit, back, refusalOf(came, words, words.codeWrong));
  },
};

function stepOf({ request, from }: Visit): string | undefined {
  return cookieOf(request, "step", from.secure);
}

function answer(visit: Visit, back: string, fault?: string): Answer {
  const page = form(visit, back, fault);
  return { title: visit.words.signIn.codeTitle, frame: "bare", page, status: fault === undefined ? 200 : 422 };
}

function form({ words: { signIn: words } }: Visit, back: string, fault: string | undefined): VNode {
  return (
    <form class="card padded" method="post" action="/sign-in/code">
      <h1>{words.codeTitle}</h1>
      {fault !== undefined && <Told kind="bad">{fault}</Told>}
      <input type="hidden" name="back" value={back} />
      <Field name="code" label={words.code} hint={words.codeHint} fills="one-time-code" required first />
      <button class="button first" type="submit">{words.enter}</button>
    </form>
  );
}
