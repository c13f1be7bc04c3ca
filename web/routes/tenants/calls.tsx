import type { VNode } from "preact";
import { shownNumber } from "../../../core/routing/mod.ts";
import type { ReportCall } from "../../../features/reports/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Choice, Days, Empty, Filters, Icon, Moment, Told } from "../../parts/mod.ts";
import { ARROWS, CallTable, KINDS, WaysAndEnds } from "../calls/call_table.tsx";
import { orUnread } from "../reports/or_unread.ts";
import { longOf } from "../calls/sentence.ts";
import { type Wanted, wantedOf } from "./question.ts";
import { tenantFor } from "./tenant_for.ts";

const PAGE = 50;

/** What figures of reports look for, and nobody by hand. */
const HIDDEN = ["counted", "short_abandon", "visited", "left", "hour", "weekday"] as const;
/** Calls of another phone system, as its reports count them: what their figures lead to. */
export const tenantCalls: Route = {
  path: "/tenants/:tenant/calls",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, words } = visit;
    const of = tenantFor(visit);
    if (of === undefined) return { goTo: "/reports" };
    const timeZone = of.timeZone ?? world.directory().office.timeZone;
    const wanted = wantedOf(url, { timeZone, at: world.clock.wall() });
    const calls = await orUnread(world.tenants.calls(of.name, { ...wanted, limit: PAGE }));
    const title = words.reports.tenant.title(of.name);
    return { title, page: <Calls {...{ visit, tenant: of.name, timeZone, wanted, calls, title }} /> };
  },
};

interface CallsParts {
  readonly visit: SignedVisit;
  readonly tenant: string;
  readonly timeZone: string;
  readonly wanted: Wanted;
  readonly calls: readonly ReportCall[] | string;
  readonly title: string;
}

function Calls(parts: CallsParts): VNode {
  const { visit: { words: { calls: words, reports } }, tenant, wanted: { asked }, calls, title } = parts;
  const path = `/tenants/${encodeURIComponent(tenant)}/calls`;
  const last = typeof calls === "string" || calls.length < PAGE ? undefined : calls.at(-1);
  const older = new URLSearchParams(asked);
  if (last !== undefined) older.set("before", `${last.startedAt}~${last.id}`);
  return (
    <>
      <p>
        <a href={`/reports?${new URLSearchParams({ tenant })}`}>{reports.title}</a>
      </p>
      <h1>{title}</h1>
      <Search {...parts} path={path} />
      {typeof calls === "string"
        ? (
          <Told kind="bad">
            {reports.unread} {calls}
          </Told>
        )
        : calls.length === 0
        ? (
          <section class="card">
            <Empty icon="search" title={words.noneFits} text={words.noneFitsText} />
          </section>
        )
        : <Table {...parts} calls={calls} path={path} />}
      {last !== undefined && (
        <p>
          <a class="button" href={`${path}?${older}`}>{words.older}</a>
        </p>
      )}
    </>
  );
}

const REST = ["trunk", "dialled", "reached", "waited_over", "waited_within"] as const;

function Search({ visit, wanted: { asked }, path, tenant }: CallsParts & { readonly path: string }): VNode {
  const { words: { calls: words, reports }, world } = visit;
  const value = (name: string) => asked.get(name) ?? "";
  const queues = world.directory().pbx.find(({ name }) => name === tenant)?.queues ?? [];
  const rest = (
    <>
      {queues.length > 0 && (
        <Choice
          name="queue"
          label={words.queue}
          value={value("queue")}
          options={[["", words.anyQueue], ...queues.map(({ id, name }) => [id, name] as const)]}
        />
      )}
      {REST.map((name) => (
        <label key={name}>
          <span>{words[name]}</span>
          <input class="input" name={name} value={value(name)} />
        </label>
      ))}
      {HIDDEN.filter((name) => asked.has(name)).map((name) => (
        <input key={name} type="hidden" name={name} value={value(name)} />
      ))}
    </>
  );
  return (
    <Filters
      action={path}
      find={words.find}
      more={words.more}
      isOpen={["queue", ...REST].some((name) => asked.has(name))}
      rest={rest}
    >
      <label>
        <span>{reports.tenant.extension}</span>
        <input class="input" type="search" name="q" value={value("q")} />
      </label>
      <WaysAndEnds words={words} asked={asked} />
      <Days words={words} since={value("since")} until={value("until")} />
    </Filters>
  );
}

const WAYS = { inbound: "in", outbound: "out", internal: "internal" } as const;

function Table(
  { visit, tenant, timeZone, calls, path }: CallsParts & {
    readonly calls: readonly ReportCall[];
    readonly path: string;
  },
): VNode {
  const { words: { calls: words, language }, world } = visit;
  const { office, pbx } = world.directory();
  const of = pbx.find(({ name }) => name === tenant);
  const country = of?.country ?? office.country;
  const queueName = (queue: string) => of?.queues.find(({ id }) => id === queue)?.name ?? queue;
  return (
    <CallTable words={words} count={calls.length}>
      {calls.map(({ id, startedAt, direction, ended, madeBy, outside, dialled, answeredBy, queue, talkS }) => (
        <tr key={id} data-call={id}>
          <td>
            <a
              class="person when"
              href={`${path}/${encodeURIComponent(id)}?at=${new Date(startedAt).toISOString()}`}
            >
              <Icon name={ARROWS[WAYS[direction]]} />
              <span class="only-heard">{words.directions[WAYS[direction]]}</span>
              <Moment at={startedAt} timeZone={timeZone} language={language} />
            </a>
          </td>
          <td>
            {direction === "inbound"
              ? outside === undefined ? <span class="soft">{words.hidden}</span> : shownNumber(outside, country)
              : madeBy ?? "–"}
          </td>
          <td>
            {shownNumber(dialled, country)}
            {queue !== undefined && queueName(queue) !== dialled && <span class="soft below">{queueName(queue)}</span>}
          </td>
          <td>
            <span class={`tag ${KINDS[ended]}`}>{words.outcomes[ended]}</span>
            {answeredBy !== undefined && <span class="soft below">{words.by} {answeredBy}</span>}
          </td>
          <td class="end number">{talkS > 0 && longOf(1_000 * talkS)}</td>
        </tr>
      ))}
    </CallTable>
  );
}
