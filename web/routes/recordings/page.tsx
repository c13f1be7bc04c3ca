import { Fragment, type VNode } from "preact";
import { shownNumber } from "../../../core/routing/mod.ts";
import { callerHides, type Cell, type Row } from "../../../core/record/mod.ts";
import type { RecordingView } from "../../../core/switchboard/mod.ts";
import { type Route, type SignedVisit } from "../../page/mod.ts";
import {
  cursorOf,
  findRecordings,
  type FoundRecording,
  isInScope,
  placeIn,
  type RecordingsFound,
  type RecordingsWanted,
  recordingWith,
} from "../../recordings/mod.ts";
import { soundAnswer } from "../../sound/mod.ts";
import { csvAnswer, recordingTable } from "../../table/mod.ts";
import { Days, DialLink, Empty, Icon, Moment } from "../../parts/mod.ts";
import { RecordingPlayer } from "./player.tsx";
import { dayAt } from "../../period/mod.ts";

/** What is asked for in the address of the page. */
type Asked = Readonly<Record<"who" | "account" | "queue" | "since" | "until", string>>;

const MOST_SHOWN = 50;
const DAY_MS = 86_400_000;
/** As many columns as a wide screen shows apart. */
const OUTLINE_COLUMNS = 600;

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
              {found.map((one) => <OneRecording key={one.recording.path} visit={visit} found={one} />)}
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

function OneRecording(
  { visit, found: { recording, call } }: { readonly visit: SignedVisit; readonly found: FoundRecording },
): VNode {
  const { recordings: words, language } = visit.words;
  const { office: { timeZone }, queues, recording: { keepDays } } = visit.world.directory();
  const { path, at, durationMs } = recording;
  const sides = call === undefined ? [] : [sideOf(call, "from", visit), sideOf(call, "reached", visit)];
  const who = sides.length === 0 ? words.unknown : sides.map(({ name, shown = "" }) => named(name, shown)).join(" → ");
  // Made of whoever is outside, or else of the caller.
  const heard = sides.map(({ name, shown = "" }) => name ?? shown);
  if (call?.["direction"] === "out") heard.reverse();
  return (
    <li class="entry" data-recording={path}>
      <div class="row">
        <b>
          {sides.length === 0 ? who : sides.map((side, at) => (
            <Fragment key={at}>
              {at > 0 && " → "}
              <SideName {...side} />
            </Fragment>
          ))}
        </b>
        <div class="row tight">
          {[queues.get(String(call?.["queue"] ?? ""))?.name ?? call?.["queue"], call?.["account"]].filter(isText).map((
            text,
          ) => <span class="tag accent" key={text}>{text}</span>)}
          {durationMs === undefined && <span class="tag warn">{words.running}</span>}
        </div>
      </div>
      <span class="soft">
        <Moment at={at} timeZone={timeZone} language={language} />
        {keepDays > 0 && (
          <>
            {" · "}
            {words.erasedOn} <Moment at={at + keepDays * DAY_MS} timeZone={timeZone} language={language} />
          </>
        )}
      </span>
      {durationMs !== undefined && (
        <details class="listen">
          <summary class="button small">
            <Icon name="play" />
            {words.listen}
          </summary>
          <RecordingPlayer {...{ visit, path, durationMs, who }} sides={heard} />
        </details>
      )}
    </li>
  );
}

function isText(cell: Cell | undefined): cell is string {
  return typeof cell === "string" && cell !== "";
}

/** Somebody who was recorded. */
interface Side {
  readonly name?: string;
  /** Left out: he hides it. */
  readonly number?: string;
  /** As people read it. */
  readonly shown?: string;
}

function sideOf(call: Row, which: "from" | "reached", { world, words }: SignedVisit): Side {
  if (which === "from" && callerHides(call)) {
    return { name: words.recordings.hidden };
  }
  const number = String(call[`${which}_number`] ?? call["dialled"]);
  const name = call[`${which}_name`];
  return {
    ...typeof name === "string" ? { name } : {},
    number,
    shown: shownNumber(number, world.directory().office.country),
  };
}

function SideName({ name, number, shown }: Side): VNode {
  return (
    <>
      {name}{" "}
      {number !== undefined && <DialLink number={number} {...shown === undefined ? {} : { shown }} kind="soft" />}
    </>
  );
}

function named(name: string | undefined, shown: string): string {
  if (name === undefined) return shown;
  return shown === "" ? name : `${name} (${shown})`;
}

/** One of them; undefined where he may not hear it, or there is none. */
async function recordingFor({ world, account, params }: SignedVisit): Promise<RecordingView | undefined> {
  const found = await recordingWith(world, params["id"] ?? "");
  return found !== undefined && isInScope(found, account.scope) ? found.recording : undefined;
}

/** A recording as a browser plays it, or keeps it; the audit knows who heard which. */
export const recordingSound: Route = {
  path: "/recordings/:id/sound",
  needs: "hear",
  get: async (visit) => {
    const { request, world, account, from, url } = visit;
    const recording = await recordingFor(visit);
    if (recording === undefined) return new Response(null, { status: 404 });
    const isSaved = url.searchParams.has("save");
    const { path, call } = recording;
    if (isSaved || world.listenings.begins(account.name, path, world.clock.wall())) {
      const action = isSaved ? "recording.downloaded" : "recording.heard";
      await world.signIn.note(action, { who: account.name, address: from.address, facts: { path, call } });
    }
    const name = `${path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "")}.wav`;
    return soundAnswer(request, world.sounds, { paths: [path], ...isSaved ? { saveAs: name } : {} });
  },
};

/** How loud it is from moment to moment, side by side. */
export const recordingOutline: Route = {
  path: "/recordings/:id/outline",
  needs: "hear",
  get: async (visit) => {
    const recording = await recordingFor(visit);
    const outline = recording === undefined
      ? undefined
      : await visit.world.sounds.outline([recording.path], OUTLINE_COLUMNS).catch(() => undefined);
    const headers = { "cache-control": "no-store" };
    return outline === undefined ? new Response(null, { status: 404, headers }) : Response.json(outline, { headers });
  },
};
