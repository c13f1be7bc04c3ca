import type { VNode } from "preact";
import { type CallEvent, hiddenCallerOf, seatsOf } from "../../../core/record/mod.ts";
import { type Naming, namingIn, outsideIn, without } from "../../calls/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { BookLink, clockOf, DialLink, Icon, Moment } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { RecordingPlayer } from "../recordings/player.tsx";
import { Ladder } from "./ladder.tsx";
import { callScopeOf, isHis } from "./scope.ts";
import { clausesOf, sentenceOf } from "./sentence.ts";
import type { Beat } from "./story/beat.ts";
import { storyOf } from "./story/story.ts";

/** One call: its story as a sentence, as a drawing, step by step; how it sounded, what was recorded, what was sent. */
export const call: Route = {
  path: "/calls/:call",
  needs: "own",
  get: async (visit) => {
    const { world, words, account, params: { call: id = "" } } = visit;
    const events = id === "" ? [] : await world.reader.eventsOf(id);
    if (events.length === 0 || !isHis(events, callScopeOf(account))) {
      const { notThere, notThereText } = words.frame;
      const page = (
        <section class="card padded">
          <h1>{notThere}</h1>
          <p class="soft">{notThereText}</p>
        </section>
      );
      return { title: notThere, page, status: 404 };
    }
    const directory = world.directory();
    const { country } = directory.office;
    const names = await world.names(outsideIn(numbersIn(events), country));
    const hidden = hiddenCallerOf(events);
    const outside = outsideIn(outsidersIn(events).filter((number) => number !== hidden?.number), country);
    const naming = without(hidden, words.story.hidden, namingIn(directory, names));
    const beats = storyOf(events);
    const clauses = clausesOf(beats, words.story, naming);
    return {
      title: sentenceOf(clauses.slice(0, 1)).slice(0, -1),
      page: <Call {...{ visit, id, events, beats, clauses, naming, outside }} />,
    };
  },
};

interface CallParts {
  readonly visit: SignedVisit;
  readonly id: string;
  readonly events: readonly CallEvent[];
  readonly beats: readonly Beat[];
  readonly clauses: readonly string[];
  readonly naming: Naming;
  /** Numbers of those outside, each of which may be called again. */
  readonly outside: readonly string[];
}

function Call({ visit, id, events, beats, clauses, naming, outside }: CallParts): VNode {
  const { words: { calls: words, language }, world, account } = visit;
  const isOver = events.some(({ type }) => type === "call.ended");
  const { timeZone } = world.directory().office;
  return (
    <>
      <p>
        <a href="/calls">{words.back}</a>
      </p>
      <header class="head">
        <h1>
          <Moment at={events[0]!.at} timeZone={timeZone} language={language} />
        </h1>
        {!isOver && <span class="tag good">{words.running}</span>}
        <span class="deeds">
          {outside.map((number) => (
            <span key={number} class="deed">
              <DialLink number={number} kind="button small">
                <Icon name="phone-outgoing" />
                {naming.number(number)}
              </DialLink>
              <BookLink number={number} label={visit.words.directory.toBook} />
            </span>
          ))}
        </span>
        <span class="number soft">{id}</span>
      </header>
      <section class="card padded" aria-label={words.story}>
        <p class="story" data-story>{sentenceOf(clauses)}</p>
      </section>
      <Ladder events={events} words={words} naming={naming} />
      <div class="columns">
        <Steps {...{ visit, beats, clauses }} />
        <div class="stack">
          <Sound {...{ visit, events, naming }} />
          {mayDo(account, "hear") && <Recordings {...{ visit, events, naming }} who={clauses[0] ?? ""} />}
        </div>
      </div>
      {mayDo(account, "see-health") && <Trace visit={visit} id={id} />}
    </>
  );
}

function Steps({ visit, beats, clauses }: Pick<CallParts, "visit" | "beats" | "clauses">): VNode {
  const { words: { calls: words } } = visit;
  return (
    <section class="card" aria-labelledby="steps-title">
      <header>
        <h2 id="steps-title">{words.steps}</h2>
      </header>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {clauses.map((clause, at) => (
            <tr key={at}>
              <td class="number">{clockOf(beats[at]!.at)}</td>
              <td>{sentenceOf([clause]).slice(0, -1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** From here on people hear nothing wrong (ITU-T G.107 annex B); below that many complain. */
const [GOOD, FAIR] = [4, 3.6];

function Sound({ visit, events, naming }: Pick<CallParts, "visit" | "events" | "naming">): VNode | null {
  const { words: { calls: words } } = visit;
  const heard = seatsOf(events).filter(({ codec }) => codec !== undefined);
  if (heard.length === 0) return null;
  return (
    <section class="card wide" tabindex={0} aria-labelledby="sound-title">
      <header>
        <h2 id="sound-title">{words.sound}</h2>
      </header>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.mos}</th>
            <th scope="col">{words.codec}</th>
            <th scope="col" class="end">{words.lost}</th>
            <th scope="col" class="end">{words.jitter}</th>
            <th scope="col" class="end">{words.trip}</th>
          </tr>
        </thead>
        <tbody>
          {heard.map(({ leg, offeredAt, party, codec, srtp, report }) => {
            const isHeard = report !== undefined && report.packetsIn > 0;
            const kind = !isHeard ? "" : report.mos >= GOOD ? "good" : report.mos >= FAIR ? "fair" : "bad";
            const lost = isHeard ? 100 * report.lostIn / (report.packetsIn + report.lostIn) : undefined;
            return (
              <tr key={leg + offeredAt}>
                <th scope="row">{naming.party(party)}</th>
                <td>
                  <span class={`tag ${kind === "fair" ? "warn" : kind}`}>
                    {kind === "" ? words.unknown : words[kind]}
                  </span>
                  {isHeard && <span class="number soft below">{report.mos.toFixed(1)}</span>}
                </td>
                <td>
                  <span class="number">{codec}</span>
                  <span class="soft below">{srtp === undefined ? words.plain : words.encrypted}</span>
                </td>
                <td class="end number">{lost !== undefined && `${lost.toFixed(1)} %`}</td>
                <td class="end number">{isHeard && `${report.jitterMs.toFixed(1)} ms`}</td>
                <td class="end number">
                  {report?.roundTripMs !== undefined && `${Math.round(report.roundTripMs)} ms`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Recordings(
  { visit, events, naming, who }: Pick<CallParts, "visit" | "events" | "naming"> & { readonly who: string },
): VNode | null {
  const { words: { calls: words } } = visit;
  const gone = new Set(
    events.flatMap((event) =>
      event.type === "recording.erased" || event.type === "recording.dropped" ? [event.path] : []
    ),
  );
  const kept = events.filter((event) => event.type === "recording.stopped" || event.type === "recording.adopted")
    .filter(({ path }) => !gone.has(path));
  if (kept.length === 0) return null;
  const started = new Map(
    events.flatMap((event) => event.type === "recording.started" ? [[event.path, event.leg]] : []),
  );
  const talked = seatsOf(events).filter(({ connectedMs }) => connectedMs > 0);
  const sidesOf = (path: string): readonly string[] =>
    [true, false].map((isMade) => {
      const side = talked.filter(({ leg }) => (leg === started.get(path)) === isMade);
      return [...new Set(side.map(({ party }) => naming.party(party)))].join(", ");
    });
  return (
    <section class="card padded stack" data-recordings={kept.length}>
      <h2>{words.recordings}</h2>
      {kept.map(({ path, durationMs }) => (
        <div key={path} class="listen">
          <RecordingPlayer {...{ visit, path, durationMs, who }} sides={sidesOf(path)} />
        </div>
      ))}
    </section>
  );
}

/** For whoever installs phones: what was sent, as `kontor trace` draws it. */
function Trace({ visit, id }: Pick<CallParts, "visit" | "id">): VNode {
  const { words: { calls: words }, world } = visit;
  const drawn = world.trace(id);
  return (
    <details class="card">
      <summary>
        <b>{words.trace}</b>
      </summary>
      {drawn === undefined
        ? <p class="soft trace-gone">{words.traceGone}</p>
        : <pre class="trace" tabindex={0} aria-label={words.trace} data-trace>{drawn}</pre>}
    </details>
  );
}

/** Who came or was reached by a line outside: our own number that was called is none of them. */
function outsidersIn(events: readonly CallEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const party = event.type === "call.started"
      ? event.from
      : event.type === "leg.offered" || event.type === "leg.taken"
      ? event.party
      : undefined;
    return party?.trunk === undefined ? [] : [party.number];
  });
}

function numbersIn(events: readonly CallEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === "call.started") return [event.from.number, event.dialled];
    if (event.type === "leg.offered" || event.type === "leg.taken") return [event.party.number];
    return event.type === "transfer.asked" ? [event.target] : [];
  });
}
