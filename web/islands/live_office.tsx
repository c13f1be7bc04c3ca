import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import {
  type AgentWish,
  type HealthLine,
  HealthNow,
  HelpBanner,
  LiveCalls,
  LiveHours,
  LivePeople,
  LiveQueues,
  LiveTrunks,
  type SeeingDoor,
} from "../parts/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { useEffect, useState } from "preact/hooks";
import { found } from "../console/mod.ts";
import { postJson } from "./post_json.ts";
import { turnNight } from "./turn_night.ts";
import { useFoundPeople } from "./use_found_people.ts";
import { OFFICE_NOW, useLiveSnapshot } from "./use_live_snapshot.ts";

const HEALTH_EVERY_MS = 15_000;

export interface LiveOfficeProps {
  readonly first: Snapshot;
  /** The wall clock of the box when `first` was taken. */
  readonly at: number;
  readonly words: NowWords;
  /** Calls, and those who wait. */
  readonly canSteer: boolean;
  readonly canTurnNight: boolean;
  /** Whose agents he may order; undefined: all of them. */
  readonly scope?: readonly string[] | undefined;
  /** Whether everybody is shown, and not only who is in a call. */
  readonly areAll: boolean;
  /** How well the box is, for who may know. */
  readonly health?: HealthLine;
  readonly doors: readonly SeeingDoor[];
  /** How moments are written. */
  readonly place: { readonly timeZone: string; readonly language: "en" | "ro" };
}

/** Calls, people and lines outside, as they are. */
export default function LiveOffice(
  { first, at, words, canSteer, canTurnNight, scope, health: firstHealth, areAll, doors, place }: LiveOfficeProps,
): VNode {
  const { snapshot, now, isCut, setSnapshot } = useLiveSnapshot(first, at, OFFICE_NOW);
  const [query, setQuery] = useState("");
  const [isRefused, setRefused] = useState(false);
  const [health, setHealth] = useState(firstHealth);
  useEffect(() => {
    if (firstHealth === undefined) return;
    const asking = setInterval(async () => {
      const answer = await fetch("/live/health").catch(() => undefined);
      if (answer?.ok === true && !answer.redirected) setHealth(await answer.json());
    }, HEALTH_EVERY_MS);
    return () => clearInterval(asking);
  }, []);
  const people = useFoundPeople(snapshot.people, query, { areAll, found });
  const hangUp = (call: string) => void fetch(`/live/calls/${encodeURIComponent(call)}/hang-up`, { method: "POST" });
  const crossOut = (id: string) => {
    void fetch(`/live/help/${encodeURIComponent(id)}/cross-out`, { method: "POST" }).then(({ ok }) => {
      if (ok) setSnapshot((shown) => ({ ...shown, help: shown.help.filter((one) => one.id !== id) }));
    });
  };
  const carryOut = (path: string, wish: unknown) => void postJson(path, wish).then(({ ok }) => setRefused(!ok));
  const onFront = (queue: string, caller: string) =>
    carryOut(`/live/queues/${encodeURIComponent(queue)}/front`, { caller });
  const orderOf = (agent: string) =>
    canSteer && (scope === undefined || scope.includes(agent))
      ? ({ order, ...wish }: AgentWish) => carryOut(`/live/agents/${encodeURIComponent(agent)}/${order}`, wish)
      : undefined;
  return (
    <>
      <HelpBanner help={snapshot.help} words={words} place={place} onCrossOut={canSteer ? crossOut : undefined} />
      <p class={`told ${isCut ? "bad" : ""}`} role="status" hidden={!isCut}>{words.cut}</p>
      <p class="told warn" role="status" hidden={!isRefused}>{words.notDone}</p>
      {health !== undefined && <HealthNow health={health} />}
      <div class="columns">
        <LiveCalls
          doors={doors}
          calls={snapshot.calls}
          now={now}
          words={words}
          onHangUp={canSteer ? hangUp : undefined}
        />
        <div class="stack">
          <LiveHours
            {...{ hours: snapshot.hours, now, place, words: words.hours }}
            onNight={canTurnNight ? turnNight : undefined}
          />
          <LiveQueues
            {...{ queues: snapshot.queues, now, words, orderOf }}
            onFront={canSteer ? onFront : undefined}
          />
          <LivePeople {...{ people, words, areAll, query }} onQuery={setQuery} />
          <LiveTrunks trunks={snapshot.trunks} words={words} />
        </div>
      </div>
    </>
  );
}
