import type { VNode } from "preact";
import type { Directory } from "../../../core/directory/mod.ts";
import { MISS_ENDS, OWN_TENANT } from "../../../features/missed/mod.ts";
import { MissedLive } from "../../islands/mod.ts";
import { rowsOf } from "../../missed/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { Choice, Days, Filters, Icon, type MissedPage } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { beforeOf, entriesFor, tenantOf, tenantQuery, type Wanted, wantedOf } from "./question.ts";
import { mayIgnore } from "./ignored.tsx";
import { ReadingAnew } from "../readings.tsx";

/** What is looked for in the second row of the form. */
const REST = [
  ...["tenant", "number", "via", "trunk", "hour", "since", "until", "ended", "missed_since", "missed_until"] as const,
];

/** Whom the whole office has missed: the list that cleans itself. */
export const missed: Route = {
  path: "/missed",
  needs: "see-calls",
  get: async (visit) => {
    const wanted = wantedOf(visit);
    return {
      title: visit.words.nav.missed,
      page: <Missed {...{ visit, wanted }} found={await pageOf(visit, wanted)} />,
    };
  },
};

/** The same as JSON, for the page that is open. */
export const missedList: Route = {
  path: "/missed/list",
  needs: "see-calls",
  get: async (visit) =>
    Response.json(await pageOf(visit, wantedOf(visit)), { headers: { "cache-control": "no-store" } }),
};

/** Tells that the list has changed. */
export const liveMissed: Route = {
  path: "/live/missed",
  needs: "see-calls",
  get: (visit) => visit.world.liveMissed(tenantOf(visit.url, visit), visit.still),
};

async function pageOf(visit: SignedVisit, wanted: Wanted): Promise<MissedPage> {
  const { entries, older } = await entriesFor(visit, wanted);
  const rows = await rowsOf(entries, visit);
  if (older === undefined) return { rows };
  const next = new URLSearchParams(wanted.asked);
  next.set("before", beforeOf(older));
  return { rows, older: next.toString() };
}

interface MissedParts {
  readonly visit: SignedVisit;
  readonly wanted: Wanted;
  readonly found: MissedPage;
}

function Missed({ visit, wanted, found }: MissedParts): VNode {
  const { words: { missed: words, nav, language }, world, account, url } = visit;
  const query = tenantQuery(wanted.tenant);
  return (
    <>
      <header class="head">
        <h1>{nav.missed}</h1>
        <span class="row">
          <a class="button" href={`/missed/ignored${query}`}>
            <Icon name="phone-off" />
            {words.ignored}
          </a>
          <a class="button" href={`/missed/trends${query}`}>
            <Icon name="bar-chart-3" />
            {words.trends}
          </a>
          <a class="button" href={`/missed/export.csv?${wanted.asked}`} download>
            <Icon name="download" />
            {words.export}
          </a>
        </span>
      </header>
      <ReadingAnew visit={visit} />
      <Search visit={visit} wanted={wanted} />
      {url.searchParams.has("before") && (
        <p>
          <a href={`/missed?${wanted.asked}`}>{words.list.newest}</a>
        </p>
      )}
      <MissedLive
        page={found}
        words={words.list}
        language={language}
        timeZone={world.directory().office.timeZone}
        query={query}
        again={`/missed/list?${url.searchParams}`}
        news={`/live/missed${query}`}
        canClear={mayDo(account, "clear-missed")}
        canIgnore={mayIgnore(account)}
        isNarrowed={wanted.isNarrowed}
      />
    </>
  );
}

function Search({ visit, wanted: { asked, tenant } }: Pick<MissedParts, "visit" | "wanted">): VNode {
  const { words: { missed: words }, world, account } = visit;
  const directory = world.directory();
  const value = (name: string) => asked.get(name) ?? "";
  const hours = Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, "0")}:00`] as const);
  const states = (["open", "cleared", "archived"] as const).map((state) => [state, words.list.states[state]] as const);
  const tenants = account.scope === undefined ? directory.pbx.map(({ name }) => [name, name] as const) : [];
  const ends = MISS_ENDS.map((end) =>
    [end, end === "open" ? words.list.states.open : words.list.clearedBy[end]] as const
  );
  const isOpen = REST.some((name) => asked.has(name));
  const rest = (
    <>
      {tenants.length > 0 && (
        <Choice
          name="tenant"
          label={words.tenant}
          value={tenant}
          options={[[OWN_TENANT, words.ownOffice], ...tenants]}
        />
      )}
      <Choice
        name="number"
        label={words.number}
        value={value("number")}
        options={[["", words.anyNumber], ...numbersOf(directory)]}
      />
      <Choice
        name="via"
        label={words.place}
        value={value("via")}
        options={[["", words.anyPlace], ...placesOf(directory)]}
      />
      {tenant === OWN_TENANT && directory.trunks.size > 0 && (
        <Choice
          name="trunk"
          label={words.trunk}
          value={value("trunk")}
          options={[["", words.anyTrunk], ...[...directory.trunks.keys()].sort().map((name) => [name, name] as const)]}
        />
      )}
      <Choice name="hour" label={words.hour} value={value("hour")} options={[["", words.anyHour], ...hours]} />
      <Days words={words} since={value("since")} until={value("until")} />
      <Choice name="ended" label={words.ended} value={value("ended")} options={[["", words.anyEnd], ...ends]} />
      {(asked.has("missed_since") || asked.has("missed_until")) && (
        <Days words={words.missedOn} of="missed_" since={value("missed_since")} until={value("missed_until")} />
      )}
    </>
  );
  return (
    <Filters action="/missed" find={words.find} more={words.more} isOpen={isOpen} rest={rest}>
      <Choice
        name="state"
        label={words.list.state}
        value={asked.get("state") ?? "open"}
        options={[...states, ["all", words.anyState]]}
      />
      <label>
        <span>{words.list.caller}</span>
        <input class="input" type="search" name="caller" value={value("caller")} />
      </label>
    </Filters>
  );
}

type Options = readonly (readonly [value: string, label: string])[];

/** Our numbers, as the office file has them: patterns and ranges are none that one could ask for. */
function numbersOf({ inbound }: Directory): Options {
  const numbers = inbound.map(({ number }) => number).filter((number) => /^\+?[0-9]+$/.test(number));
  return [...new Set(numbers)].map((number) => [number, number]);
}

function placesOf({ queues, groups, menus }: Directory): Options {
  const names = [...queues.values(), ...groups.values(), ...menus.values()].map(({ name }) => name);
  return [...new Set(names)].sort().map((name) => [name, name]);
}
