import type { VNode } from "preact";
import type { Revision } from "../../../core/store/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";

/** Who changed what, and the way back. */
export const officeHistory: Route = { path: "/office-history", needs: "see-office", get: (visit) => page(visit) };

export const officeRestore: Route = {
  path: "/office-history/:revision",
  needs: "change-office",
  // Of what is taken back anything may be dangerous.
  wantsProof: true,
  post: async (visit) => {
    const { world, account, from, params } = visit;
    const revision = Number(params["revision"]);
    const back = await world.office.rollback(Number.isInteger(revision) ? revision : 0, account.name);
    if (!back.ok) return await page(visit, [back.text, ...back.faults.map(({ text }) => text)].join(" "));
    const facts = { to: revision, revision: back.revision };
    await world.signIn.note("office.restored", { who: account.name, address: from.address, facts });
    return { goTo: "/office-history" };
  },
};

async function page(visit: SignedVisit, fault?: string): Promise<Answer> {
  const revisions = [...await visit.world.office.revisions()].reverse();
  return {
    title: visit.words.office.history,
    page: <History visit={visit} revisions={revisions} fault={fault} />,
    status: fault === undefined ? 200 : 422,
  };
}

function History(
  { visit, revisions, fault }: {
    readonly visit: SignedVisit;
    readonly revisions: readonly Revision[];
    readonly fault: string | undefined;
  },
): VNode {
  const { words: { office: words, language }, account, world } = visit;
  const { timeZone } = world.directory().office;
  const mayChange = mayDo(account, "change-office");
  return (
    <>
      <header class="head">
        <h1>{words.history}</h1>
      </header>
      {fault !== undefined && <Told kind="bad">{fault}</Told>}
      <section class="card wide" tabindex={0} aria-label={words.history}>
        <table class="table stacks named">
          <thead>
            <tr>
              <th scope="col">{words.revision}</th>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.who}</th>
              <th scope="col">{words.what}</th>
              <th scope="col"></th>
            </tr>
          </thead>
          <tbody>
            {revisions.map(({ revision, at, who, note }, nth) => (
              <tr key={revision}>
                <td data-label={words.revision} class="number">{revision}</td>
                <td>
                  <Moment at={at} timeZone={timeZone} language={language} />
                </td>
                <td data-label={words.who}>{who}</td>
                <td data-label={words.what}>{note}</td>
                <td class="end">
                  {nth === 0
                    ? <span class="tag good">{words.isNow}</span>
                    : mayChange && (
                      <form method="post" action={`/office-history/${revision}`}>
                        <button class="button small" type="submit">{nth === 1 ? words.undo : words.restore}</button>
                      </form>
                    )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
