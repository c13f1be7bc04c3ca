import type { VNode } from "preact";
import { ANONYMOUS } from "../../../core/routing/mod.ts";
import type { KeptEntry } from "../../../features/missed/mod.ts";
import { ofOther } from "../../audit/mod.ts";
import { rowsOf } from "../../missed/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { BookLink, CallerName, Icon, MissedDeeds, type MissedRow, MissedState, Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { mayIgnore } from "./ignored.tsx";
import { isInScope, tenantOf, tenantQuery } from "./question.ts";
import { counted } from "../../words/mod.ts";
import { notThere } from "../not_there.tsx";

const MOST_NOTE = 1_000;
/** As many as a page shows, and more. */
const MOST_TICKED = 500;
const DEEDS = { done: "resolve", reopen: "reopen" } as const;

/** One entry, with everything that happened to it. */
export const missedEntry: Route = {
  path: "/missed/:entry",
  needs: "see-calls",
  get: (visit) => page(visit),
};

export const missedDone: Route = deed("done");
export const missedReopen: Route = deed("reopen");

/** Several that are ticked, each as by itself; who was called back meanwhile is done already. */
export const missedSeveralDone: Route = {
  path: "/missed/done",
  needs: "clear-missed",
  post: async (visit, form) => {
    const tenant = tenantOf(visit.url, visit);
    for (const id of form.getAll("entry").slice(0, MOST_TICKED)) {
      if (await entryOf(visit, String(id)) !== undefined) await act(visit, { form, id: String(id), word: "done" });
    }
    return { goTo: `/missed${tenantQuery(tenant)}` };
  },
};

/**
 * The caller's right to be forgotten: his entries only count from then on, and nothing leads from them to him. It cannot be
 * taken back, and reaches beyond what a scope shows: of who sees all of the office, with a proof.
 */
export const missedForget: Route = {
  path: "/missed/:entry/forget",
  needs: "clear-missed",
  wantsProof: true,
  post: async (visit) => {
    const { world, account, from, url } = visit;
    const entry = await entryOf(visit);
    if (entry === undefined || !mayForget(entry, account)) return notThere(visit);
    const tenant = tenantOf(url, visit);
    const told = { do: "forget", caller: entry.callerKey, user: account.fullName, note: "" } as const;
    if (!await world.missed.act(tenant, told)) return page(visit, visit.words.missed.gone);
    // Not whom: he is to be forgotten.
    const facts = ofOther(tenant);
    await world.signIn.note("missed.forgotten", { who: account.name, address: from.address, facts });
    return { goTo: `/missed${tenantQuery(tenant)}` };
  },
};

/** All who hide their number are one caller: nobody of them can be told from the others. */
function mayForget({ isErased, callerKey }: KeptEntry, account: SignedVisit["account"]): boolean {
  return mayIgnore(account) && !isErased && callerKey !== ANONYMOUS;
}

function deed(word: keyof typeof DEEDS): Route {
  return {
    path: `/missed/:entry/${word}`,
    needs: "clear-missed",
    post: async (visit, form) => {
      const { url, params: { entry: id = "" } } = visit;
      if (await entryOf(visit) === undefined) return notThere(visit);
      if (!await act(visit, { form, id, word })) return page(visit, visit.words.missed.gone);
      return { goTo: `/missed/${encodeURIComponent(id)}${tenantQuery(tenantOf(url, visit))}` };
    },
  };
}

/** With the note of the form, and told to the audit; false where it is so already. */
async function act(
  visit: SignedVisit,
  { form, id, word }: { readonly form: FormData; readonly id: string; readonly word: keyof typeof DEEDS },
): Promise<boolean> {
  const { world, account, from: { address }, url } = visit;
  const tenant = tenantOf(url, visit);
  const note = textOf(form, "note").trim().slice(0, MOST_NOTE);
  const isDone = await world.missed.act(tenant, { do: DEEDS[word], id, user: account.fullName, note });
  const facts = { entry: id, ...note === "" ? {} : { note }, ...ofOther(tenant) };
  if (isDone) await world.signIn.note(`missed.${word}`, { who: account.name, address, facts });
  return isDone;
}

/** Undefined where there is none within his scope. */
async function entryOf(visit: SignedVisit, id = visit.params["entry"] ?? ""): Promise<KeptEntry | undefined> {
  const { world, account, url } = visit;
  const entry = await world.missed.entry(tenantOf(url, visit), id);
  return entry !== undefined && isInScope(entry, account.scope, world.directory()) ? entry : undefined;
}

async function page(visit: SignedVisit, fault?: string): Promise<Answer> {
  const { words } = visit;
  const entry = await entryOf(visit);
  if (entry === undefined) return notThere(visit);
  const [row] = await rowsOf([entry], visit);
  const title = row?.name ?? row?.number ?? words.nav.missed;
  return {
    title,
    page: <Entry visit={visit} entry={entry} row={row!} fault={fault} />,
    status: fault === undefined ? 200 : 409,
  };
}

interface EntryParts {
  readonly visit: SignedVisit;
  readonly entry: KeptEntry;
  readonly row: MissedRow;
  readonly fault: string | undefined;
}

function Entry({ visit, entry, row, fault }: EntryParts): VNode {
  const { words: { missed: words, language }, world, account, url } = visit;
  const { timeZone } = world.directory().office;
  const query = tenantQuery(tenantOf(url, visit));
  const moment = (at: number) => <Moment at={at} timeZone={timeZone} language={language} />;
  return (
    <>
      <p>
        <a href={`/missed${query}`}>{words.back}</a>
      </p>
      <header class="head">
        <h1 class="person">
          <CallerName row={row} words={words.list} />
        </h1>
        {row.dial !== undefined && mayDo(account, "own") && (
          <BookLink
            number={row.dial}
            {...row.name === undefined ? {} : { name: row.name }}
            label={visit.words.directory.toBook}
          />
        )}
        <MissedDeeds
          row={row}
          words={words.list}
          query={query}
          canClear={mayDo(account, "clear-missed")}
          canIgnore={mayIgnore(account)}
        />
      </header>
      {fault !== undefined && <Told kind="warn">{fault}</Told>}
      <div class="columns">
        <section class="card padded">
          <dl class="facts">
            <dt>{words.list.state}</dt>
            <dd>
              <MissedState row={row} words={words.list} />
            </dd>
            <dt>{words.number}</dt>
            <dd class="number">{row.on}</dd>
            {row.route !== undefined && (
              <>
                <dt>{words.route}</dt>
                <dd>{row.route}</dd>
              </>
            )}
            {row.trunk !== undefined && (
              <>
                <dt>{words.trunk}</dt>
                <dd>{row.trunk}</dd>
              </>
            )}
            <dt>{words.list.rang}</dt>
            <dd>{row.rang.map(({ number, name }) => name ?? number).join(", ") || words.nothing}</dd>
            {entry.reopenedCount > 0 && (
              <>
                <dt>{words.reopened}</dt>
                <dd>{counted(entry.reopenedCount, words.list.times, language)}</dd>
              </>
            )}
            {row.note !== undefined && row.note !== "" && (
              <>
                <dt>{words.noted}</dt>
                <dd>{row.note}</dd>
              </>
            )}
          </dl>
          <h2>{words.attempts}</h2>
          <ul class="lines">
            {entry.attempts.map(({ call, at }) => (
              <li key={call}>
                {query === "" ? <a href={`/calls/${encodeURIComponent(call)}`}>{moment(at)}</a> : moment(at)}
              </li>
            ))}
          </ul>
          {entry.unlisted !== undefined && <p class="soft">{words.unlisted(entry.unlisted.attempts)}</p>}
          {mayForget(entry, account) && (
            <details>
              <summary>{words.forget}</summary>
              <form method="post" action={`/missed/${encodeURIComponent(row.id)}/forget${query}`}>
                <p class="soft">{words.forgetText}</p>
                <button class="button danger" type="submit">
                  <Icon name="trash-2" />
                  {words.forget}
                </button>
              </form>
            </details>
          )}
        </section>
        <section class="card wide" tabindex={0} aria-labelledby="audit-title">
          <header>
            <h2 id="audit-title">{words.audit}</h2>
          </header>
          <table class="table stacks">
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {entry.audit.map(({ action, at, actor, reason }, place) => (
                <tr key={place} data-audit={action}>
                  <td>{moment(at)}</td>
                  <td>
                    <span class="tag">{words.actions[action]}</span>
                  </td>
                  <td>{actor === "system" ? words.box : actor}</td>
                  <td class="soft">
                    <Reason text={reason} call={query === "" ? words.theCall : undefined} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}

/** A note, or the call that it was; that of another phone system stands nowhere here. */
function Reason({ text, call }: { readonly text: string; readonly call: string | undefined }): VNode {
  const id = /^call (\S+)$/.exec(text)?.[1];
  if (id === undefined || call === undefined) return <span>{text}</span>;
  return <a href={`/calls/${encodeURIComponent(id)}`}>{call}</a>;
}
