import type { VNode } from "preact";
import { shownNumber } from "../../../core/routing/mod.ts";
import { type Ignored, OWN_TENANT } from "../../../features/missed/mod.ts";
import { ofOther } from "../../audit/mod.ts";
import { isOneCaller, keyOfCaller } from "../../missed/mod.ts";
import { type Answer, type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { DialLink, Empty, Field, Icon, Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { tenantOf, tenantQuery } from "./question.ts";

const MOST_NOTE = 1_000;

/** Callers of the office, or of another phone system, whom nobody misses: they only test the line. */
export const missedIgnored: Route = { path: "/missed/ignored", needs: "see-calls", get: (visit) => page(visit) };

export const missedIgnore: Route = {
  path: "/missed/ignored",
  needs: "clear-missed",
  post: async (visit, form) => {
    const { world, account, from, words: { missed: words } } = visit;
    if (!mayIgnore(account)) return { ...await page(visit, { fault: words.onlyWhole }), status: 403 };
    if (isGone(visit)) return { goTo: "/missed" };
    const tenant = tenantOf(visit.url, visit);
    const caller = textOf(form, "caller").trim();
    const note = textOf(form, "note").trim().slice(0, MOST_NOTE);
    const key = keyOfCaller(caller, { tenant, directory: world.directory() });
    if (!isOneCaller(key)) {
      return {
        ...await page(visit, { fault: words.noCaller(caller.slice(0, MOST_CALLER)), caller, note }),
        status: 422,
      };
    }
    await world.missed.ignore({ caller: key, isIgnored: true, user: account.fullName, note }, tenant);
    await world.signIn.note("missed.ignored", {
      who: account.name,
      address: from.address,
      facts: { caller: key, ...note === "" ? {} : { note }, ...ofOther(tenant) },
    });
    return { goTo: `/missed/ignored${tenantQuery(tenant)}` };
  },
};

/** He is missed again as others are. */
export const missedCount: Route = {
  path: "/missed/ignored/remove",
  needs: "clear-missed",
  post: async (visit, form) => {
    const { world, account, from, words } = visit;
    if (!mayIgnore(account)) return { ...await page(visit, { fault: words.missed.onlyWhole }), status: 403 };
    if (isGone(visit)) return { goTo: "/missed" };
    const [caller, tenant] = [textOf(form, "caller"), tenantOf(visit.url, visit)];
    const told = { caller, isIgnored: false, user: account.fullName, note: "" };
    const isDone = await world.missed.ignore(told, tenant);
    if (!isDone) return { ...await page(visit, { fault: words.missed.gone }), status: 409 };
    const facts = { caller, ...ofOther(tenant) };
    await world.signIn.note("missed.counted", { who: account.name, address: from.address, facts });
    return { goTo: `/missed/ignored${tenantQuery(tenant)}` };
  },
};

/** As REST takes them. */
const MOST_CALLER = 64;

/** Whom the office misses is for who sees all of it, and not for who sees a part. */
export function mayIgnore(account: SignedVisit["account"]): boolean {
  return mayDo(account, "clear-missed") && account.scope === undefined;
}

/** The phone system of the address is followed no more: what was meant for it is no matter of the office's own callers. */
function isGone(visit: SignedVisit): boolean {
  return (visit.url.searchParams.get("tenant") ?? OWN_TENANT) !== tenantOf(visit.url, visit);
}

interface Typed {
  readonly fault?: string;
  readonly caller?: string;
  readonly note?: string;
}

async function page(
  visit: SignedVisit,
  typed: Typed = {},
): Promise<Exclude<Answer, Response | { readonly goTo: string }>> {
  const { world, words } = visit;
  const tenant = tenantOf(visit.url, visit);
  const ignored = await world.missed.ignored(tenant);
  const names = await world.names(ignored.map(({ caller }) => caller).filter((caller) => caller.startsWith("+")));
  const title = tenant === OWN_TENANT ? words.missed.ignored : `${words.missed.ignored}: ${tenant}`;
  const query = tenantQuery(tenant);
  return { title, page: <IgnoredCallers {...{ visit, title, query, ignored, names, typed }} /> };
}

function IgnoredCallers({ visit, title, query, ignored, names, typed }: {
  readonly visit: SignedVisit;
  readonly title: string;
  /** `?tenant=…` for another phone system's. */
  readonly query: string;
  readonly ignored: readonly Ignored[];
  readonly names: ReadonlyMap<string, string>;
  readonly typed: Typed;
}): VNode {
  const { words: { missed: words, language }, world, account, url } = visit;
  const { office: { country, timeZone } } = world.directory();
  const mayChange = mayIgnore(account);
  return (
    <>
      <p>
        <a href={`/missed${query}`}>{words.back}</a>
      </p>
      <header class="head">
        <h1>{title}</h1>
      </header>
      <p class="soft">{words.ignoredText}</p>
      {mayChange && (
        <form class="card padded narrow form" method="post" action={`/missed/ignored${query}`}>
          <Field
            name="caller"
            label={words.ignoredNumber}
            value={typed.caller ?? url.searchParams.get("caller") ?? ""}
            fault={typed.fault}
            hint={words.ignoredHint}
            required
          />
          <Field name="note" label={words.noted} value={typed.note ?? ""} />
          <button class="button first" type="submit">{words.list.ignore}</button>
        </form>
      )}
      {!mayChange && typed.fault !== undefined && <Told kind="bad">{typed.fault}</Told>}
      <section class="card wide" tabindex={0} aria-label={title}>
        {ignored.length === 0 ? <Empty icon="check" title={words.noneIgnored} /> : (
          <table class="table stacks named">
            <thead>
              <tr>
                <th scope="col">{words.list.caller}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.noted}</th>
                <th scope="col">
                  <span class="only-heard">{words.countAgain}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {ignored.map(({ caller, user, note, at }) => (
                <tr key={caller} data-ignored={caller}>
                  <th scope="row">
                    {names.get(caller) !== undefined && <span class="below">{names.get(caller)}</span>}
                    <DialLink number={bare(caller)} shown={shownNumber(bare(caller), country)} />
                  </th>
                  <td data-label={words.who}>{user}</td>
                  <td data-label={words.when}>
                    <Moment at={at} timeZone={timeZone} language={language} />
                  </td>
                  <td class="soft" data-label={words.noted}>{note || "–"}</td>
                  <td class="end">
                    {mayChange && (
                      <form method="post" action={`/missed/ignored/remove${query}`}>
                        <input type="hidden" name="caller" value={caller} />
                        <button class="button small" type="submit">
                          <Icon name="undo-2" />
                          {words.countAgain}
                        </button>
                      </form>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

/** A caller's number as it came. */
const bare = (caller: string): string => caller.replace(/^raw:/, "");
