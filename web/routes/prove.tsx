import type { VNode } from "preact";
import { Field, Told } from "../parts/mod.ts";
import { type Answer, type Route, safeBack, type SignedVisit, textOf } from "../page/mod.ts";

/** Before what is dangerous: is it still the one who has signed in? */
export const prove: Route = {
  path: "/prove",
  needs: "own",
  get: (visit) => answer(visit, safeBack(visit.url.searchParams.get("back"))),
  post: async (visit, form) => {
    const { words: { signIn: words }, world, session, from } = visit;
    const back = safeBack(textOf(form, "back"));
    const proof = await world.signIn.prove(session, textOf(form, "password"), from);
    const { came } = proof;
    if (came === "in") return { goTo: back, token: proof.token };
    return answer(visit, back, came === "locked" ? words.locked(15) : came === "busy" ? words.busy : words.wrong);
  },
};

function answer(visit: SignedVisit, back: string, fault?: string): Answer {
  const page = form(visit, back, fault);
  return { title: visit.words.signIn.proveTitle, frame: "bare", page, status: fault === undefined ? 200 : 422 };
}

function form({ words: { signIn: words } }: SignedVisit, back: string, fault: string | undefined): VNode {
  return (
    <form class="card padded" method="post" action="/prove">
      <h1>{words.proveTitle}</h1>
      <p class="soft">{words.proveText}</p>
      {fault !== undefined && <Told kind="bad">{fault}</Told>}
      <input type="hidden" name="back" value={back} />
      <Field name="password" type="password" label={words.password} fills="current-password" required first />
      <button class="button first" type="submit">{words.enter}</button>
    </form>
  );
}
