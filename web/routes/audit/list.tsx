import type { VNode } from "preact";
import type { AuditLine } from "../../../core/store/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Choice, Days, Empty, Filters, Icon, Moment } from "../../parts/mod.ts";
import { actionOf, AUDIT_ACTIONS, type DeskLanguage, factsOf } from "../../words/mod.ts";
import { wantedOf } from "./question.ts";

const PAGE = 100;

/** What people did at the desk, and programs over REST: newest first, and never less. */
export const audit: Route = {
  path: "/audit",
  needs: "see-audit",
  get: async (visit) => {
    const { asked, question } = wantedOf(visit);
    const lines = await visit.world.audit.lines({ ...question, limit: PAGE });
    return { title: visit.words.nav.audit, page: <Audit visit={visit} lines={lines} asked={asked} /> };
  },
};

interface AuditParts {
  readonly visit: SignedVisit;
  readonly lines: readonly AuditLine[];
  readonly asked: URLSearchParams;
}

function Audit({ visit, lines, asked }: AuditParts): VNode {
  const { words: { audit: words, nav } } = visit;
  const last = lines.length < PAGE ? undefined : lines.at(-1)?.sequence;
  return (
    <>
      <header class="head">
        <h1>{nav.audit}</h1>
        <a class="button" href={`/audit/export.csv?${asked}`} download>
          <Icon name="download" />
          {words.export}
        </a>
      </header>
      <Search visit={visit} asked={asked} />
      <section class="card wide" tabindex={0} aria-label={nav.audit}>
        {lines.length === 0 ? <Empty text={words.none} /> : <Lines visit={visit} lines={lines} />}
      </section>
      {last !== undefined && (
        <p>
          <a class="button" href={`/audit?${new URLSearchParams([...asked, ["before", String(last)]])}`}>
            {words.older}
          </a>
        </p>
      )}
    </>
  );
}

function Search({ visit, asked }: Pick<AuditParts, "visit" | "asked">): VNode {
  const { audit: words, language } = visit.words;
  const value = (name: string) => asked.get(name) ?? "";
  const rest = <Days words={words} since={value("since")} until={value("until")} />;
  const isOpen = asked.has("since") || asked.has("until");
  return (
    <Filters action="/audit" find={words.look} more={words.more} isOpen={isOpen} rest={rest}>
      <label>
        <span>{words.who}</span>
        <input class="input" name="who" value={value("who")} />
      </label>
      <Choice
        name="action"
        label={words.action}
        value={value("action")}
        options={[["", words.everything], ...actionsFor(value("action"), language)]}
      />
    </Filters>
  );
}

/** The acts by which it may be asked, in the order of their words; one that is written no more is among them once it is asked for. */
function actionsFor(wanted: string, language: DeskLanguage): readonly (readonly [string, string])[] {
  const all = wanted === "" || AUDIT_ACTIONS.includes(wanted) ? AUDIT_ACTIONS : [...AUDIT_ACTIONS, wanted];
  return all.map((action) => [action, actionOf(action, language)] as const)
    .toSorted(([, one], [, other]) => one.localeCompare(other, language));
}

function Lines({ visit, lines }: Pick<AuditParts, "visit" | "lines">): VNode {
  const { words: { audit: words, language }, world } = visit;
  const { timeZone } = world.directory().office;
  return (
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
            <td data-label={words.facts} class="soft">{factsOf(line, visit.words)}</td>
            <td data-label={words.address} class="number">{line.address}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
