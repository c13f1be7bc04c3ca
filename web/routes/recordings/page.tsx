import type { VNode } from "preact";
import type { Route, SignedVisit } from "../../page/mod.ts";
import {
  cursorOf,
  findRecordings,
  placeIn,
  type RecordingsFound,
  type RecordingsWanted,
} from "../../recordings/mod.ts";
import { csvAnswer, recordingTable } from "../../table/mod.ts";
import { Days, Empty, Icon } from "../../parts/mod.ts";
import { dayAt } from "../../period/mod.ts";
import { RecordingRow } from "./row.tsx";

/** What is asked for in the address of the page. */
type Asked = Readonly<Record<"who" | "account" | "queue" | "since" | "until", string>>;

const MOST_SHOWN = 50;

/** Calls that were recorded: found by who, when, account and queue, and heard. */
export const recordings: Route = {
  path: "/recordings",
  needs: "hear",
  get: async (visit) => {
    const wanted = askedIn(visit);
    const found = await findRecordings(visit.world, { ...wantedOf(visit, wanted), limit: MOST_SHOWN });
    return { title: visit.words.nav.recordings, page: <Recordings visit={visit} found={found} wanted={wanted} /> };
  },
};

/** What is looked for there, as a table for a spreadsheet. */
export const recordingsExport: Route = {
  path: "/recordings/export.csv",
  needs: "hear",
  get: async (visit) => {
    return await csvAnswer(visit, recordingTable(visit.world, visit.words, wantedOf(visit, askedIn(visit))));
  },
};

function askedIn({ url: { searchParams: asked } }: SignedVisit): Asked {
  const text = (name: string): string => (asked.get(name) ?? "").trim().slice(0, 64);
  return {
    who: text("who"),
    account: text("account"),
    queue: text("queue"),
    since: text("since"),
    until: text("until"),
  };
}

/** Of what he may hear. */
function wantedOf({ world, account, url }: SignedVisit, asked: Asked): Omit<RecordingsWanted, "limit"> {
  const { timeZone } = world.directory().office;
  return {
    ...asked,
    since: dayAt(asked.since, timeZone),
    until: dayAt(asked.until, timeZone, 1),
    scope: account.scope,
    after: placeIn(url.searchParams.get("before") ?? ""),
  };
}

function Recordings(
  { visit, found: { found, older }, wanted }: {
    readonly visit: SignedVisit;
    readonly found: RecordingsFound;
    readonly wanted: Asked;
  },
): VNode {
  const { nav, recordings: words } = visit.words;
  const { keepDays, quotaMb } = visit.world.directory().recording;
  const asked = Object.entries(wanted).filter(([, text]) => text !== "");
  const next = older && new URLSearchParams([...asked, ["before", cursorOf(older)]]);
  return (
    <>
      <header class="head">
        <h1>{nav.recordings}</h1>
        <span class="soft">{keepDays === 0 ? words.keptForever(quotaMb) : words.kept(keepDays, quotaMb)}</span>
        {found.length > 0 && (
          <a class="button" href={`/recordings/export.csv?${new URLSearchParams(asked)}`} download>
            <Icon name="download" />
            {words.export}
          </a>
        )}
      </header>
      <form class="filters" method="get" action="/recordings" role="search">
        {(["who", "account", "queue"] as const).map((name) => (
          <label key={name}>
            <span>{words[name]}</span>
            <input class="input" type="search" name={name} value={wanted[name]} />
          </label>
        ))}
        <Days words={words} since={wanted.since} until={wanted.until} />
        <button class="button" type="submit">
          <Icon name="search" />
          {words.look}
        </button>
      </form>
      <section class="card">
        {found.length === 0
          ? <Empty icon="mic" title={words.none} text={asked.length > 0 ? words.noneFit : words.noneText} />
          : (
            <ul class="entries">
              {found.map((one) => <RecordingRow key={one.recording.path} visit={visit} found={one} />)}
            </ul>
          )}
      </section>
      {next !== undefined && (
        <p>
          <a class="button" href={`/recordings?${next}`}>{words.older}</a>
        </p>
      )}
    </>
  );
}
