import type { VNode } from "preact";
import type { PastChange, StoredContact } from "../../../core/store/mod.ts";
import { whoseIs } from "../../../features/contacts/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { textOf } from "../../page/mod.ts";
import { Icon, Moment, Told } from "../../parts/mod.ts";
import { notThere } from "../not_there.tsx";
import { noteContact } from "./note.ts";
import { mayChange } from "./reader.ts";

const MOST_SHOWN = 5;
const MOST_REMOVED = 20;

/** Puts a contact back as it was before a change by hand; that is one, too. */
export const directoryChangeUndo: Route = {
  path: "/directory/changes/:change/undo",
  needs: "own",
  post: async (visit, form) => {
    const { world, account, params } = visit;
    const past = changesFor(visit).find(({ id }) => String(id) === params["change"]);
    if (past === undefined) return notThere(visit);
    const outcome = await world.contacts.undo(past.id, {
      who: account.name,
      version: Number(textOf(form, "version")),
    });
    if ("saved" in outcome) {
      const { saved, change } = outcome;
      await noteContact(visit, past.after === null ? "contact.added" : "contact.changed", saved);
      return { goTo: `/directory/${saved.id}?saved=${change}` };
    }
    if ("removed" in outcome) {
      await noteContact(visit, "contact.removed", outcome.removed);
      return { goTo: `/directory?removed=${outcome.change}` };
    }
    return outcome.refused === "moved" ? { goTo: `/directory/${whoseIs(past)}?moved` } : notThere(visit);
  },
};

/** Those that somebody may take back, newest first: of contacts that he may change as they were, and as they became. */
function changesFor(visit: SignedVisit): readonly PastChange[] {
  return visit.world.contacts.changes().filter(({ before, after }) =>
    [before, after].every((each) => each === null || mayChange(visit, each))
  );
}

/** What has just been done, and the way back from it. */
export function ChangeTold(
  { visit, change, text }: {
    readonly visit: SignedVisit;
    /** As the address of the page has it. */
    readonly change: string | null;
    readonly text: (name: string) => string;
  },
): VNode | null {
  const past = changesFor(visit).find(({ id }) => String(id) === change);
  if (past === undefined) return null;
  return (
    <Told kind="good">
      {text((past.after ?? past.before)!.name)}
      <Undo visit={visit} past={past} text={visit.words.directory.undoChange} />
    </Told>
  );
}

/** Who changed a contact, when, and what it said before. */
export function Changes({ visit, contact }: { readonly visit: SignedVisit; readonly contact: string }): VNode | null {
  const { words: { directory: words, language }, world } = visit;
  const { timeZone } = world.directory().office;
  const shown = changesFor(visit).filter((past) => whoseIs(past) === contact).slice(0, MOST_SHOWN);
  if (shown.length === 0) return null;
  return (
    <section class="card padded who-changed">
      <h2>{words.changes}</h2>
      <ol class="bare-list">
        {shown.map((past) => (
          <li key={past.id} data-change={past.id}>
            <b>{past.who}</b>{" "}
            <span class="soft">
              <Moment at={past.at} timeZone={timeZone} language={language} />
              {past.before === null && `, ${words.added}`}
              {past.after === null && `, ${words.deleted}`}
            </span>
            <Lines visit={visit} past={past} />
            {past.before !== null && <Undo visit={visit} past={past} text={words.putBack} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who was taken out of the book lately, and comes back by a click. */
export function RemovedLately({ visit }: { readonly visit: SignedVisit }): VNode | null {
  const { words: { directory: words, language }, world } = visit;
  const { timeZone } = world.directory().office;
  const ofEach = new Map(changesFor(visit).toReversed().map((past) => [whoseIs(past), past]));
  const removed = [...ofEach.values()].filter(({ after }) => after === null).reverse().slice(0, MOST_REMOVED);
  if (removed.length === 0) return null;
  return (
    <details class="card padded" data-removed>
      <summary>{words.removedLately}</summary>
      <ul class="bare-list">
        {removed.map((past) => (
          <li key={past.id} class="row">
            <span>
              <b>{past.before?.name}</b>{" "}
              <span class="soft">
                {past.who}, <Moment at={past.at} timeZone={timeZone} language={language} />
              </span>
            </span>
            <Undo visit={visit} past={past} text={words.putBack} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Lines({ visit, past: { before, after } }: { readonly visit: SignedVisit; readonly past: PastChange }): VNode {
  const { directory: { list: words } } = visit.words;
  const fields: readonly (readonly [name: string, of: (contact: StoredContact) => string])[] = [
    [words.name, ({ name }) => name],
    [words.company, ({ company = "" }) => company],
    [words.numbers, ({ numbers }) => numbers.join(", ")],
    [words.note, ({ note = "" }) => note],
    [words.vip, ({ isVip }) => isVip === true ? "✓" : ""],
    [words.seenBy, ({ seenBy = [] }) => seenBy.join(", ")],
  ];
  const told = before === null || after === null
    ? []
    : fields.map(([name, of]) => [name, of(before), of(after)] as const)
      .filter(([, was, is]) => was !== is);
  return (
    <ul class="changes">
      {told.map(([name, was, is]) => (
        <li key={name}>
          <b>{name}</b>: {was !== "" && <del>{was}</del>}
          {was !== "" && " → "}
          <ins>{is === "" ? "–" : is}</ins>
        </li>
      ))}
    </ul>
  );
}

/** Unless somebody has changed the contact since it was looked at. */
function Undo(
  { visit, past, text }: { readonly visit: SignedVisit; readonly past: PastChange; readonly text: string },
): VNode {
  const now = visit.world.contacts.versionOf(whoseIs(past));
  return (
    <form method="post" action={`/directory/changes/${past.id}/undo`}>
      <input type="hidden" name="version" value={now} />
      <button class="button small" type="submit">
        <Icon name="undo-2" />
        {text}
      </button>
    </form>
  );
}
