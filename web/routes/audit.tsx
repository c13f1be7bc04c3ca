import type { VNode } from "preact";
import type { AuditLine } from "../../core/store/mod.ts";
import type { Route, SignedVisit } from "../page/mod.ts";
import { Moment } from "../parts/mod.ts";
import { actionOf, AUDIT_ACTIONS } from "../words/mod.ts";

const PAGE = 100;

/** What people did at the desk, and programs over REST: newest first, and never less. */
export const audit: Route = {
  path: "/audit",
  needs: "see-audit",
  get: async (visit) => {
    const wanted = visit.url.searchParams;
    const [who, action, before] = [
      wanted.get("who") ?? "",
      wanted.get("action") ?? "",
      Number(wanted.get("before") ?? 0),
    ];
    const lines = await visit.world.audit.lines({
      limit: PAGE,
      ...who === "" ? {} : { who },
      ...action === "" ? {} : { action },
      ...Number.isInteger(before) && before > 0 ? { before } : {},
    });
    return { title: visit.words.nav.audit, page: <Audit visit={visit} lines={lines} who={who} action={action} /> };
  },
};

interface AuditParts {
  readonly visit: SignedVisit;
  readonly lines: readonly AuditLine[];
  readonly who: string;
  readonly action: string;
}

function Audit({ visit, lines, who, action }: AuditParts): VNode {
  const { words: { audit: words, nav, language }, world } = visit;
  const { timeZone } = world.directory().office;
  const last = lines.length < PAGE ? undefined : lines.at(-1)?.sequence;
  const more = new URLSearchParams({ who, action, before: String(last) });
  return (
    <>
      <header class="head">
        <h1>{nav.audit}</h1>
        <form class="row" method="get" action="/audit">
          <label class="only-heard" for="who">{words.who}</label>
          <input class="input" id="who" name="who" value={who} placeholder={words.who} />
          <label class="only-heard" for="action">{words.action}</label>
          <input class="input" id="action" name="action" value={action} placeholder={words.action} list="actions" />
          <datalist id="actions">
            {AUDIT_ACTIONS.map((each) => <option key={each} value={each}>{actionOf(each, language)}</option>)}
          </datalist>
          <button class="button" type="submit">{words.look}</button>
        </form>
      </header>
      <section class="card wide" tabindex={0} aria-label={nav.audit}>
        {lines.length === 0
          ? (
            <div class="empty">
              <span class="soft">{words.none}</span>
            </div>
          )
          : (
            <table class="table stacks named">
              <thead>
                <tr>
                  <th scope="col">{words.when}</th>
                  <th scope="col">{words.who}</th>
                  <th scope="col">{words.action}</th>
                  <th scope="col">{words.facts}</th>
                  <th scope="col">{words.address}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.sequence}>
                    <td>
                      <Moment at={line.at} timeZone={timeZone} language={language} />
                    </td>
                    <td data-label={words.who}>{line.who}</td>
                    <td>
                      <span class={`tag ${/refused/.test(line.action) ? "warn" : ""}`} title={line.action}>
                        {actionOf(line.action, language)}
                      </span>
                    </td>
                    <td data-label={words.facts} class="soft">
                      {Object.entries(line.facts).map(([name, value]) => `${name}: ${value}`).join(", ")}
                    </td>
                    <td data-label={words.address} class="number">{line.address}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
      </section>
      {last !== undefined && (
        <p>
          <a class="button" href={`/audit?${more}`}>{words.older}</a>
        </p>
      )}
    </>
  );
}
