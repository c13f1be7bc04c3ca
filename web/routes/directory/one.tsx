import type { VNode } from "preact";
import type { BookEntry, ContactDraft, ContactFault } from "../../../features/contacts/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { CallButton, DialLink, Field, Icon, type PastCall, PastCalls, Told } from "../../parts/mod.ts";
import { lastCalls } from "../calls/last_calls.ts";
import { pastCallOf } from "../calls/past_call.ts";
import { Changes, ChangeTold } from "./changes.tsx";
import { noteContact } from "./note.ts";
import { keepsBook, mayAdd, mayChange, readerOf, rowOf } from "./reader.ts";
import { notThere } from "../not_there.tsx";

const LAST_CALLS = 5;

/** Somebody of the phone book; `+`: somebody new. */
export const directoryOne: Route = {
  path: "/directory/:contact",
  needs: "own",
  get: async (visit) => {
    const entry = entryOf(visit);
    if (entry !== undefined) return page(visit, { entry, past: await pastWith(visit, entry) });
    return visit.params["contact"] === "+" ? page(visit, { entry, draft: begunBy(visit) }) : notThere(visit);
  },
  post: async (visit, form) => {
    const { world, account, words: { directory: words } } = visit;
    const id = visit.params["contact"] ?? "";
    const entry = entryOf(visit);
    if (id === "+" ? !mayAdd(visit) : entry === undefined || !mayChange(visit, entry)) return notThere(visit);
    const draft = draftOf(visit, form);
    const strange = draft.seenBy?.find((each) => !world.directory().extensions.has(each));
    if (strange !== undefined) return page(visit, { entry, draft, strange: `${words.noExtension} "${strange}".` });
    const outcome = id === "+"
      ? await world.contacts.add(draft, account.name)
      : await world.contacts.change(id, draft, { who: account.name, version: Number(textOf(form, "version")) });
    if ("saved" in outcome) {
      const { saved, change } = outcome;
      await noteContact(visit, id === "+" ? "contact.added" : "contact.changed", saved);
      return { goTo: `/directory/${saved.id}?saved=${change}` };
    }
    switch (outcome.refused) {
      case "faulty":
        return page(visit, { entry, draft, faults: outcome.faults });
      case "moved":
        return page(visit, { entry: outcome.now, told: <Told kind="warn">{words.moved}</Told>, status: 409 });
      case "gone":
        return notThere(visit);
    }
  },
};

export const directoryRemove: Route = {
  path: "/directory/:contact/remove",
  needs: "own",
  post: async (visit) => {
    const entry = entryOf(visit);
    if (entry === undefined || !mayChange(visit, entry)) return notThere(visit);
    const outcome = await visit.world.contacts.remove(entry.id, { who: visit.account.name });
    if (!("removed" in outcome)) return { goTo: "/directory" };
    await noteContact(visit, "contact.removed", outcome.removed);
    return { goTo: `/directory?removed=${outcome.change}` };
  },
};

function entryOf(visit: SignedVisit): BookEntry | undefined {
  return visit.world.contacts.entry(visit.params["contact"] ?? "", readerOf(visit));
}

/** Who keeps no book writes for himself. */
function draftOf(visit: SignedVisit, form: FormData): ContactDraft {
  const { extension = "" } = visit.account;
  const some = textOf(form, "seen_by").split(/[\s,;]+/).filter((each) => each !== "");
  const seenBy = keepsBook(visit) ? textOf(form, "sees") === "some" ? some : [] : [extension];
  return {
    name: textOf(form, "name"),
    company: textOf(form, "company"),
    numbers: textOf(form, "numbers").split(/\r?\n/),
    note: textOf(form, "note").replaceAll("\r\n", "\n"),
    isVip: form.has("vip"),
    seenBy,
  };
}

/** Somebody new, as far as the link that led here knows him. */
function begunBy({ url: { searchParams } }: SignedVisit): Partial<ContactDraft> {
  const numbers = searchParams.getAll("number").filter((number) => number !== "");
  return { name: searchParams.get("name") ?? "", numbers };
}

async function pastWith(visit: SignedVisit, { numbers }: BookEntry): Promise<readonly PastCall[]> {
  const rows = await lastCalls(visit, numbers, LAST_CALLS);
  return rows.map((row) => pastCallOf(visit, row));
}

interface Shown {
  readonly entry: BookEntry | undefined;
  /** What was typed, where it is not kept. */
  readonly draft?: Partial<ContactDraft>;
  readonly faults?: readonly ContactFault[];
  /** What is wrong with those who may see it. */
  readonly strange?: string;
  readonly told?: VNode;
  /** The last calls with him. */
  readonly past?: readonly PastCall[];
  readonly status?: number;
}

function page(visit: SignedVisit, shown: Shown): Answer {
  const { words: { directory: words } } = visit;
  const isFaulty = shown.faults !== undefined || shown.strange !== undefined;
  return {
    title: shown.entry?.name ?? words.add,
    page: <One visit={visit} {...shown} />,
    status: shown.status ?? (isFaulty ? 422 : 200),
  };
}

function One({ visit, ...shown }: Shown & { readonly visit: SignedVisit }): VNode {
  const { entry, told } = shown;
  const { words: { directory: words }, url } = visit;
  const canChange = entry === undefined || mayChange(visit, entry);
  return (
    <>
      <p>
        <a href="/directory">{words.back}</a>
      </p>
      <header class="head">
        <h1>{entry?.name ?? words.add}</h1>
        {entry !== undefined && <Calls visit={visit} entry={entry} />}
      </header>
      {told}
      {told === undefined && (
        <ChangeTold
          visit={visit}
          change={url.searchParams.get("saved")}
          text={() => words.saved}
        />
      )}
      {told === undefined && url.searchParams.has("moved") && <Told kind="warn">{words.moved}</Told>}
      {entry?.version === undefined && entry !== undefined && <Told>{words.isOffice}</Told>}
      <div class="columns">
        {canChange ? <Form visit={visit} {...shown} /> : <Facts visit={visit} entry={entry} />}
        {shown.past !== undefined && (
          <section class="card padded" aria-labelledby="past-title">
            <h2 id="past-title">{words.lastCalls}</h2>
            <PastCalls past={shown.past} none={words.noLastCalls} />
          </section>
        )}
        {entry !== undefined && <Changes visit={visit} contact={entry.id} />}
      </div>
      {canChange && entry !== undefined && (
        <details class="danger">
          <summary>{words.remove}</summary>
          <form method="post" action={`/directory/${entry.id}/remove`}>
            <button class="button danger" type="submit">
              <Icon name="trash-2" />
              {words.removeSure}
            </button>
          </form>
        </details>
      )}
    </>
  );
}

function Calls({ visit, entry }: { readonly visit: SignedVisit; readonly entry: BookEntry }): VNode {
  const { numbers, name } = rowOf(entry, visit.world.directory().office.country);
  return (
    <span class="deeds">
      {numbers.map((number) => (
        <CallButton key={number.dial} {...number} name={name} words={visit.words.directory.list} />
      ))}
    </span>
  );
}

function Facts({ visit, entry }: { readonly visit: SignedVisit; readonly entry: BookEntry }): VNode {
  const { list: words } = visit.words.directory;
  return (
    <section class="card padded narrow">
      <dl class="facts">
        <dt>{words.company}</dt>
        <dd>{entry.company ?? "–"}</dd>
        <dt>{words.numbers}</dt>
        <dd>
          {entry.numbers.map((number) => (
            <div key={number}>
              <DialLink number={number} />
            </div>
          ))}
        </dd>
        <dt>{words.note}</dt>
        <dd>{entry.note ?? "–"}</dd>
      </dl>
    </section>
  );
}

function Form({ visit, entry, draft, faults = [], strange }: Shown & { readonly visit: SignedVisit }): VNode {
  const { words: { directory: words } } = visit;
  const now: Partial<ContactDraft> = draft ?? entry ?? {};
  const faultOf = (field: ContactFault["field"]) => {
    const found = faults.filter((fault) => fault.field === field);
    return found.length === 0
      ? undefined
      : found.map(({ value, why }) => `${value === "" ? words.fields[field] : `“${value}”`} ${words.flaws[why]}`).join(
        "; ",
      );
  };
  const isFor = now.seenBy !== undefined && now.seenBy.length > 0;
  return (
    <form class="card padded narrow" method="post" action={`/directory/${entry?.id ?? "+"}`} data-keeps>
      <input type="hidden" name="version" value={entry?.version ?? 0} />
      <Field
        name="name"
        label={words.list.name}
        value={now.name ?? ""}
        fault={faultOf("name")}
        first={entry === undefined}
      />
      <Field name="company" label={words.list.company} value={now.company ?? ""} fault={faultOf("company")} />
      <Lines
        name="numbers"
        label={words.list.numbers}
        hint={words.numbersHint}
        value={(now.numbers ?? []).join("\n")}
        fault={faultOf("number")}
      />
      <Lines name="note" label={words.list.note} value={now.note ?? ""} fault={faultOf("note")} />
      <label class="check">
        <input type="checkbox" name="vip" checked={now.isVip === true} />
        <span>{words.vipHint}</span>
      </label>
      {keepsBook(visit)
        ? (
          <fieldset class="checks">
            <legend>{words.whoSees}</legend>
            <label>
              <input type="radio" name="sees" value="all" checked={!isFor} /> {words.everybody}
            </label>
            <label>
              <input type="radio" name="sees" value="some" checked={isFor} /> {words.onlyThese}
            </label>
            <Field
              name="seen_by"
              label={words.extensions}
              hint={words.onlyTheseHint}
              value={(now.seenBy ?? []).join(", ")}
              fault={strange}
            />
          </fieldset>
        )
        : <p class="soft">{words.onlyYou}</p>}
      <p>
        <button class="button first" type="submit">{words.save}</button>
      </p>
    </form>
  );
}

interface LinesParts {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly fault: string | undefined;
}

function Lines({ name, label, hint, value, fault }: LinesParts): VNode {
  const about = [hint === undefined ? "" : `${name}-hint`, fault === undefined ? "" : `${name}-fault`].filter(Boolean);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        rows={3}
        {...about.length === 0 ? {} : { "aria-describedby": about.join(" ") }}
        {...fault === undefined ? {} : { "aria-invalid": "true" }}
      >
        {value}
      </textarea>
      {hint !== undefined && <span class="hint" id={`${name}-hint`}>{hint}</span>}
      {fault !== undefined && <span class="fault" id={`${name}-fault`}>{fault}</span>}
    </div>
  );
}
