import type { VNode } from "preact";
import { type AuditLine, type Role, ROLES } from "../../core/store/mod.ts";
import type { Route, SignedVisit } from "../page/mod.ts";
import { Empty, Moment } from "../parts/mod.ts";
import { actionOf, AUDIT_ACTIONS, choiceOf, type DeskLanguage, factOf, factValueOf, labelOf } from "../words/mod.ts";

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

/** The acts by which it may be asked, in the order of their words; one that is written no more is among them once it is asked for. */
function choicesOf(
  wanted: string,
  language: DeskLanguage,
): readonly { readonly value: string; readonly label: string }[] {
  const all = wanted === "" || AUDIT_ACTIONS.includes(wanted) ? AUDIT_ACTIONS : [...AUDIT_ACTIONS, wanted];
  return all.map((value) => ({ value, label: actionOf(value, language) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, language));
}

/** What a fact says, where it is a word of ours: a role, a section of the office, yes and no. */
function sayFact(name: string, value: AuditLine["facts"][string], { words }: SignedVisit): string {
  if (typeof value === "boolean") return choiceOf(value, { section: "audit", key: name }, words.language);
  if (name === "section") return labelOf(String(value), words.language);
  return /^role(-before)?$/.test(name) && isRole(value)
    ? words.me.roles[value]
    : factValueOf(name, String(value), words.language);
}

function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

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
          <select class="input" id="action" name="action">
            <option value="">{words.everything}</option>
            {choicesOf(action, language).map(({ value, label }) => (
              <option key={value} value={value} selected={value === action}>{label}</option>
            ))}
          </select>
          <button class="button" type="submit">{words.look}</button>
        </form>
      </header>
      <section class="card wide" tabindex={0} aria-label={nav.audit}>
        {lines.length === 0 ? <Empty text={words.none} /> : (
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
                    {Object.entries(line.facts).map(([name, value]) =>
                      `${factOf(name, language)}: ${sayFact(name, value, visit)}`
                    ).join(", ")}
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
