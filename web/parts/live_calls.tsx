import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { DialLink } from "./dial_link.tsx";
import { Empty } from "./empty.tsx";
import { Icon } from "./icon.tsx";
import { OpenMatters } from "./open_matters.tsx";
import { clockOf } from "./time.ts";

type Call = Snapshot["calls"][number];
type Leg = Call["legs"][number];

const KIND = { ringing: "warn", waiting: "warn", talking: "good", held: "accent" } as const;

function Who({ leg, dialled, words }: {
  readonly leg: Leg | undefined;
  /** As people read it. */
  readonly dialled: string;
  readonly words: NowWords;
}): VNode {
  if (leg === undefined) return <span class="number">{dialled}</span>;
  const { number, name } = leg;
  if (number === undefined) return <span class="soft">{words.hidden}</span>;
  return (
    <span>
      {name !== undefined && <b>{name}</b>} <DialLink number={number} shown={leg.shown ?? number} kind="soft" />
    </span>
  );
}

/** A door phone that has an eye. */
export interface SeeingDoor {
  readonly name: string;
  readonly number: string;
  readonly trunk?: string;
}

/** The door at which somebody of the call stands; undefined for all other calls. */
function doorIn({ legs }: Call, doors: readonly SeeingDoor[]): SeeingDoor | undefined {
  return doors.find(({ number, trunk }) =>
    legs.some((leg) => leg.trunk === trunk && (trunk !== undefined || leg.number === number))
  );
}

/** Every call, whom it joins, how it stands and for how long. */
export function LiveCalls(
  { calls, doors, now, words, onHangUp }: {
    readonly calls: readonly Call[];
    readonly doors: readonly SeeingDoor[];
    readonly now: number;
    readonly words: NowWords;
    /** Where one may. */
    readonly onHangUp: ((call: string) => void) | undefined;
  },
): VNode {
  return (
    <section class="card" aria-labelledby="calls-title">
      <header>
        <Icon name="phone-call" />
        <h2 id="calls-title">{words.callsTitle}</h2>
        <span class="soft" data-calls={calls.length}>{calls.length}</span>
      </header>
      {calls.length === 0
        ? <Empty icon="phone" title={words.noCalls} text={words.noCallsText} />
        : (
          <table class="table stacks live">
            <thead>
              <tr>
                <th scope="col">{words.from}</th>
                <th scope="col">{words.to}</th>
                <th scope="col">{words.state}</th>
                <th scope="col" class="end">{words.since}</th>
                {onHangUp !== undefined && (
                  <th scope="col">
                    <span class="only-heard">{words.hangUp}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <CallRow key={call.id} {...{ call, now, words, onHangUp }} door={doorIn(call, doors)} />
              ))}
            </tbody>
          </table>
        )}
    </section>
  );
}

function CallRow(
  { call, door, now, words, onHangUp }: {
    readonly call: Call;
    readonly door: SeeingDoor | undefined;
    readonly now: number;
    readonly words: NowWords;
    /** Where one may. */
    readonly onHangUp: ((call: string) => void) | undefined;
  },
): VNode {
  const caller = call.legs.find(({ direction }) => direction === "in");
  const others = call.legs.filter((leg) => leg !== caller);
  const reached = others.find(({ state }) => state !== "ringing") ?? others[0];
  const state = call.queue !== undefined ? "waiting" : reached?.state ?? caller?.state ?? "ringing";
  const inRoom = reached ?? caller;
  // Who waits for an agent is there already, whosoever phone rings meanwhile.
  const place = call.queue ?? inRoom?.roomName ?? inRoom?.room;
  const { shown = call.dialled } = call;
  const recording = call.legs.find((leg) => leg.recording !== undefined)?.recording;
  return (
    <tr data-call={call.id}>
      <td>
        <Who leg={caller} dialled={shown} words={words} />
        <OpenMatters matters={call.matters} words={words.matters} />
        {door !== undefined && (
          <img
            class="eye"
            src={`/doors/${encodeURIComponent(door.name)}/picture?at=${call.at}`}
            alt={`${words.door} ${door.name}`}
            width="320"
            height="180"
          />
        )}
      </td>
      <td>
        {place !== undefined
          ? <span>{words.inRoom} {place}</span>
          : <Who leg={reached} dialled={shown} words={words} />}
      </td>
      <td>
        <span class={`tag ${KIND[state]}`}>{words[state]}</span>{" "}
        {recording !== undefined && (
          <span class={`tag ${recording === "on" ? "bad" : ""}`} data-recording={recording}>
            {recording === "on" ? words.recorded : words.recordingWaits}
          </span>
        )}
      </td>
      <td class="end number since">
        <a href={`/calls/${encodeURIComponent(call.id)}`} title={words.story}>{clockOf(now - call.at)}</a>
      </td>
      {onHangUp !== undefined && (
        <td class="end deed-cell">
          <button
            class="button bare danger small"
            type="button"
            onClick={() => onHangUp(call.id)}
            aria-label={words.hangUp}
          >
            <Icon name="phone-off" />
          </button>
        </td>
      )}
    </tr>
  );
}
