import type { VNode } from "preact";
import type { Row } from "../../../core/record/mod.ts";
import { shownNumber } from "../../../core/routing/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Choice, Days, DialLink, Empty, Filters, Icon, Moment, Told } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { type CallsFound, findCalls, lineOf, type Naming, namingIn, numbersOf, outsideIn } from "../../calls/mod.ts";
import { ARROWS, CallTable, KINDS, WaysAndEnds } from "./call_table.tsx";
import { beforeOf, type Wanted, wantedOf } from "./question.ts";
import { callScopeOf, sourcesOf } from "./scope.ts";
import { longOf } from "./sentence.ts";
import { ReadingAnew } from "../readings.tsx";

const PAGE = 50;
/** What figures of reports look for, and nobody by hand. */
const HIDDEN = ["counted", "short_abandon", "visited", "left", "hour", "weekday", "sounded"] as const;
/** What is looked for in the second row of the form. */
const REST = [
  "queue",
  "trunk",
  "account",
  "since",
  "until",
  "dialled",
  "reached",
  "waited_over",
  "waited_within",
] as const;

/** Calls that are over: all of the office's, those of one's scope, or one's own. */
export const calls: Route = {
  path: "/calls",
  needs: "own",
  get: async (visit) => {
    const { world, words, account } = visit;
    const title = mayDo(account, "see-calls") ? words.nav.calls : words.calls.ownTitle;
    const scope = callScopeOf(account);
    const wanted = await wantedOf(visit);
    const directory = world.directory();
    const found = await findCalls(world.reader, {
      ...wanted,
      limit: PAGE,
      scope: scope === undefined ? undefined : sourcesOf(scope, directory),
    });
    const names = await world.names(outsideIn(numbersOf(found.rows), directory.office.country));
    return { title, page: <Calls {...{ visit, wanted, found, title }} naming={namingIn(directory, names)} /> };
  },
};

interface CallsParts {
  readonly visit: SignedVisit;
  readonly wanted: Wanted;
  readonly found: CallsFound;
  readonly title: string;
  readonly naming: Naming;
}

function Calls({ visit, wanted, found, title, naming }: CallsParts): VNode {
  const { words: { calls: words }, account, url } = visit;
  if (callScopeOf(account)?.length === 0) {
    return (
      <>
        <h1>{title}</h1>
        <section class="card">
          <Empty icon="circle-user" title={words.noExtension} text={words.noExtensionText} />
        </section>
      </>
    );
  }
  const { asked } = wanted;
  const isNarrowed = asked.size > 0 || url.searchParams.has("before");
  const next = new URLSearchParams(asked);
  if (found.older !== undefined) next.set("before", beforeOf(found.older));
  return (
    <>
      <header class="head">
        <h1>{title}</h1>
        {found.rows.length > 0 && (
          <a class="button" href={`/calls/export.csv?${asked}`} download>
            <Icon name="download" />
            {words.export}
          </a>
        )}
      </header>
      <ReadingAnew visit={visit} />
      <Search visit={visit} asked={asked} />
      {wanted.isCut && <Told>{words.cutNumbers}</Told>}
      {url.searchParams.has("before") && (
        <p>
          <a href={`/calls?${asked}`}>{words.newest}</a>
        </p>
      )}
      {found.rows.length > 0 && <Table visit={visit} found={found} naming={naming} />}
      {found.rows.length === 0 && (isNarrowed
        ? (
          <section class="card">
            <Empty icon="search" title={words.noneFits} text={words.noneFitsText} />
          </section>
        )
        : (
          <section class="card">
            <Empty icon="phone" title={words.none} text={words.noneText} />
          </section>
        ))}
      {found.older !== undefined && (
        <p>
          <a class="button" href={`/calls?${next}`}>{words.older}</a>
        </p>
      )}
    </>
  );
}

function Search({ visit, asked }: { readonly visit: SignedVisit; readonly asked: URLSearchParams }): VNode {
  const { words: { calls: words }, world } = visit;
  const { queues, trunks, accounts } = world.directory();
  const value = (name: string) => asked.get(name) ?? "";
  const isOpen = REST.some((name) => asked.has(name));
  const rest = (
    <>
      {queues.size > 0 && (
        <Choice
          name="queue"
          label={words.queue}
          value={value("queue")}
          options={[["", words.anyQueue], ...[...queues.values()].map(({ number, name }) => [number, name] as const)]}
        />
      )}
      {trunks.size > 0 && (
        <Choice
          name="trunk"
          label={words.trunk}
          value={value("trunk")}
          options={[["", words.anyTrunk], ...[...trunks.keys()].map((name) => [name, name] as const)]}
        />
      )}
      {accounts.length > 0 && (
        <Choice
          name="account"
          label={words.account}
          value={value("account")}
          options={[["", words.anyAccount], ...accounts.map(({ name }) => [name, name] as const)]}
        />
      )}
      {(["dialled", "reached"] as const).map((name) => (
        <label key={name}>
          <span>{words[name]}</span>
          <input class="input" name={name} value={value(name)} />
        </label>
      ))}
      {(["waited_over", "waited_within"] as const).map((name) => (
        <label key={name}>
          <span>{words[name]}</span>
          <input class="input" type="number" min="0" name={name} value={value(name)} />
        </label>
      ))}
      {HIDDEN.filter((name) => asked.has(name)).map((name) => (
        <input key={name} type="hidden" name={name} value={value(name)} />
      ))}
      <Days words={words} since={value("since")} until={value("until")} />
    </>
  );
  return (
    <Filters action="/calls" find={words.find} more={words.more} isOpen={isOpen} rest={rest}>
      <label>
        <span>{words.search}</span>
        <input class="input" type="search" name="q" value={value("q")} title={words.searchHint} />
      </label>
      <WaysAndEnds words={words} asked={asked} />
    </Filters>
  );
}

function Table({ visit, found, naming }: Pick<CallsParts, "visit" | "found" | "naming">): VNode {
  const { words: { calls: words } } = visit;
  return (
    <CallTable words={words} count={found.rows.length}>
      {found.rows.map((row) => <Line key={row["call"]} {...{ visit, row, naming }} />)}
    </CallTable>
  );
}

function Line({ visit, row, naming }: Pick<CallsParts, "visit" | "naming"> & { readonly row: Row }): VNode {
  const { words: { calls: words, language }, world } = visit;
  const { timeZone, country } = world.directory().office;
  const { call, at, direction, outcome, from, dialled, called, reached, queue, account, talkedMs } = lineOf(
    row,
    naming,
  );
  return (
    <tr data-call={call}>
      <td>
        <a class="person when" href={`/calls/${encodeURIComponent(call)}`}>
          <Icon name={ARROWS[direction]} />
          <span class="only-heard">{words.directions[direction]}</span>
          <Moment at={at} timeZone={timeZone} language={language} />
        </a>
      </td>
      <td>
        {from === undefined
          ? <span class="soft">{words.hidden}</span>
          : <Named name={from.name} number={shownNumber(from.number, country)} />}
      </td>
      <td>
        <Named name={called} number={shownNumber(dialled, country)} />
        {queue !== undefined && queue !== called && <span class="soft below">{queue}</span>}
        {account !== undefined && <span class="tag accent">{account}</span>}
      </td>
      <td>
        <span class={`tag ${KINDS[outcome]}`}>{words.outcomes[outcome]}</span>
        {reached !== undefined && reached !== called && <span class="soft below">{words.by} {reached}</span>}
      </td>
      <td class="end number">{talkedMs > 0 && longOf(talkedMs)}</td>
    </tr>
  );
}

function Named({ name, number }: { readonly name: string | undefined; readonly number: string }): VNode {
  if (name === undefined || name === number) return <DialLink number={number} />;
  return (
    <span>
      {name}
      <DialLink number={number} kind="soft below" />
    </span>
  );
}
