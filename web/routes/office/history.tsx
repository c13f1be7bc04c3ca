import type { VNode } from "preact";
import type { ConfigFault } from "../../../core/config/mod.ts";
import type { Revision } from "../../../core/store/mod.ts";
import { type ToldRevision, toldRevision } from "../../office/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { faultText } from "./revision.tsx";
import { GoBack } from "./saved_told.tsx";
import { WhatChanged } from "./what_changed.tsx";

/** Who changed what, and the way back. */
export const officeHistory: Route = { path: "/office-history", needs: "see-office", get: (visit) => page(visit) };

export const officeRestore: Route = {
  path: "/office-history/:revision",
  needs: "change-office",
  // Of what is taken back anything may be dangerous.
  wantsProof: true,
  post: async (visit, form) => {
    const { world, account, from, params, words } = visit;
    const revision = Number(params["revision"]);
    const seen = form.has("newest") ? Number(form.get("newest")) : undefined;
    const back = await world.office.rollback(Number.isInteger(revision) ? revision : 0, account.name, seen);
    if (!back.ok) {
      const [newest] = (await world.office.revisions()).slice(-1);
      const hasMoved = seen !== undefined && seen !== newest?.revision;
      return await page(visit, hasMoved ? words.office.movedOn : backFault(visit, back));
    }
    const facts = { to: revision, revision: back.revision };
    await world.signIn.note("office.restored", { who: account.name, address: from.address, facts });
    return { goTo: "/office-history" };
  },
};

async function page(visit: SignedVisit, fault?: string): Promise<Answer> {
  const all = [...await visit.world.office.revisions()].reverse();
  const before = Number(visit.url.searchParams.get("before") ?? Infinity);
  const from = Math.max(0, all.findIndex(({ revision }) => revision < before));
  const told = await toldOf(visit, all.slice(from));
  return {
    title: visit.words.office.history,
    page: <History {...{ visit, told, fault }} newest={all[0]?.revision} hasOlder={from + told.length < all.length} />,
    status: fault === undefined ? 200 : 422,
  };
}

/** So many revisions stand on a page; fewer, where their files are long: each is read to see what is different. */
const MOST_TOLD = 20;
const MOST_CHARACTERS = 400_000;

/** What each of these revisions changed; the newest at least. */
async function toldOf({ world }: SignedVisit, revisions: readonly Revision[]): Promise<readonly ToldRevision[]> {
  const told: ToldRevision[] = [];
  let characters = 0;
  for (const [nth, revision] of revisions.slice(0, MOST_TOLD).entries()) {
    const one = await toldRevision(world, revision, revisions[nth + 1]?.revision ?? 0);
    if (one === undefined) break;
    characters += one.characters;
    if (told.length > 0 && characters > MOST_CHARACTERS) break;
    told.push(one);
  }
  return told;
}

function History(
  { visit, told, newest, hasOlder, fault }: {
    readonly visit: SignedVisit;
    readonly told: readonly ToldRevision[];
    readonly newest: number | undefined;
    readonly hasOlder: boolean;
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
            {told.map(({ revision, at, who, backTo, changes }) => (
              <tr key={revision}>
                <td data-label={words.revision} class="number">
                  <a href={`/office-history/${revision}`}>{revision}</a>
                </td>
                <td>
                  <Moment at={at} timeZone={timeZone} language={language} />
                </td>
                <td data-label={words.who}>{who}</td>
                <td data-label={words.what}>
                  {backTo !== undefined && <div>{words.wentBack(String(backTo))}</div>}
                  <WhatChanged changes={changes} words={visit.words} />
                </td>
                <td class="end">
                  {revision === newest
                    ? <span class="tag good">{words.isNow}</span>
                    : mayChange && revision + 1 === newest
                    ? <GoBack to={revision} newest={newest} text={words.undo} />
                    : (
                      <div>
                        <a class="button small" href={`/office-history/${revision}`}>{words.lookBack}</a>
                      </div>
                    )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {hasOlder && (
        <p>
          <a class="button" href={`/office-history?before=${told.at(-1)?.revision}`}>{words.olderChanges}</a>
        </p>
      )}
    </>
  );
}

/** Why it cannot be gone back to: what was good then need not be now. */
function backFault(
  visit: SignedVisit,
  { text, faults }: { readonly text: string; readonly faults: readonly ConfigFault[] },
): string {
  return faults.length === 0 ? text : faultText(visit, faults);
}
