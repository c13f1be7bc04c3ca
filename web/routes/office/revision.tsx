import type { VNode } from "preact";
import type { ConfigFault } from "../../../core/config/mod.ts";
import type { ItemChange } from "../../forms/mod.ts";
import { differenceTo, putBack, revisionWith, type ToldRevision } from "../../office/mod.ts";
import type { Answer, Route, SignedVisit } from "../../page/mod.ts";
import { Icon, Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { faultIn, labelOfPath } from "../../words/mod.ts";
import { notThere } from "../not_there.tsx";
import { officeNow } from "./office_file.ts";
import { GoBack, SavedTold } from "./saved_told.tsx";
import { WhatChanged } from "./what_changed.tsx";

/** More of one section are not looked at one by one. */
const MOST_ITEMS = 20;

/** One revision: what it changed, each of it to be put back by itself, and what would be different if all were as it was then. */
export const officeRevision: Route = {
  path: "/office-history/:revision",
  needs: "see-office",
  get: (visit) => revisionPage(visit),
};

/** Puts one thing back as it was before a revision, and leaves what was changed besides and since. */
export const officePutBack: Route = {
  path: "/office-history/:revision/put-back",
  needs: "change-office",
  // As with all that is taken back: anything may be dangerous.
  wantsProof: true,
  post: async (visit, form) => {
    const { world, account, from: { address }, words: { office: words } } = visit;
    const found = await foundIn(visit);
    const change = found?.told.changes[Number(form.get("change") ?? NaN)];
    if (found === undefined || change === undefined) return notThere(visit);
    const now = await officeNow(visit);
    const text = putBack(now, change);
    if (text === undefined) return await revisionPage(visit, { fault: words.cannotPutBack });
    const { section, name } = change;
    const saved = await world.office.apply(text, {
      fileName: section.name,
      who: account.name,
      expected: Number(form.get("newest") ?? now.revision),
      secretsOf: found.before,
    });
    if (!saved.ok) {
      return await revisionPage(visit, {
        fault: saved.faults.length === 0 ? words.movedOn : faultText(visit, saved.faults),
      });
    }
    if (saved.changed) {
      const facts = { revision: saved.revision, section: section.name, ...name === "" ? {} : { item: name } };
      await world.signIn.note("office.changed", { who: account.name, address, facts });
    }
    return await revisionPage(visit, { saved });
  },
};

interface Outcome {
  readonly fault?: string;
  readonly saved?: { readonly revision: number; readonly changed: boolean };
}

async function revisionPage(visit: SignedVisit, { fault, saved }: Outcome = {}): Promise<Answer> {
  const found = await foundIn(visit);
  if (found === undefined) return notThere(visit);
  const { told } = found;
  const now = await officeNow(visit);
  const isNow = told.revision === now.revision;
  const difference = isNow ? [] : await differenceTo(visit.world, told.revision, now) ?? [];
  const { words: { office: words } } = visit;
  return {
    title: words.oneRevision(told.revision),
    page: (
      <>
        <p>
          <a href="/office-history">{words.history}</a>
        </p>
        {fault !== undefined && <Told kind="bad">{fault}</Told>}
        {saved !== undefined && <SavedTold visit={visit} saved={saved} />}
        <Changed visit={visit} told={told} newest={now.revision} />
        {!isNow && <Back {...{ visit, difference }} to={told.revision} newest={now.revision} />}
      </>
    ),
    status: fault === undefined ? 200 : 422,
  };
}

/** The revision that the path names. */
function foundIn({ world, params }: SignedVisit): ReturnType<typeof revisionWith> {
  return revisionWith(world, Number(params["revision"]));
}

function Changed(
  { visit, told: { revision, at, who, backTo, changes }, newest }: {
    readonly visit: SignedVisit;
    readonly told: ToldRevision;
    readonly newest: number;
  },
): VNode {
  const { words, account, world } = visit;
  const { office, language } = words;
  const deed = (change: ItemChange) =>
    change.how === "reordered" ? null : (
      <form method="post" action={`/office-history/${revision}/put-back`}>
        <input type="hidden" name="newest" value={newest} />
        <button class="button small" type="submit" name="change" value={changes.indexOf(change)}>
          <Icon name="undo-2" />
          {change.how === "added" ? office.takeOut : office.putBack}
        </button>
      </form>
    );
  return (
    <>
      <header class="head">
        <h1>{office.oneRevision(revision)}</h1>
        <span class="soft">
          {who}, <Moment at={at} timeZone={world.directory().office.timeZone} language={language} />
        </span>
      </header>
      <section class="card padded">
        <h2>{office.itChanged}</h2>
        {backTo !== undefined && <p>{office.wentBack(String(backTo))}</p>}
        <WhatChanged {...{ changes, words }} most={MOST_ITEMS} {...mayDo(account, "change-office") ? { deed } : {}} />
      </section>
    </>
  );
}

/** What would be otherwise if the office were as it was then. */
function Back(
  { visit, difference, to, newest }: {
    readonly visit: SignedVisit;
    readonly difference: readonly ItemChange[];
    readonly to: number;
    readonly newest: number;
  },
): VNode {
  const { words, account } = visit;
  return (
    <section class="card padded">
      <h2>{words.office.goingBack}</h2>
      {difference.length === 0
        ? <p class="soft">{words.office.nothingElse}</p>
        : <WhatChanged changes={difference} words={words} most={MOST_ITEMS} />}
      {mayDo(account, "change-office") && <GoBack to={to} newest={newest} text={words.office.restore} />}
    </section>
  );
}

/** Why it is refused, by the names that forms have for their fields. */
export function faultText({ words: { language } }: SignedVisit, faults: readonly ConfigFault[]): string {
  return faults.map((fault) => `${labelOfPath(fault.path, language)}: ${faultIn(fault, language)}`).join(". ");
}
