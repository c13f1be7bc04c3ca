import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import { HelpBanner, LiveCalls, LivePeople, LiveQueues, LiveTrunks, type SeeingDoor } from "../parts/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { useState } from "preact/hooks";
import { found } from "../console/mod.ts";
import { useFoundPeople } from "./use_found_people.ts";
import { OFFICE_NOW, useLiveSnapshot } from "./use_live_snapshot.ts";

export interface LiveOfficeProps {
  readonly first: Snapshot;
  /** The wall clock of the box when `first` was taken. */
  readonly at: number;
  readonly words: NowWords;
  readonly canHangUp: boolean;
  /** Whether everybody is shown, and not only who is in a call. */
  readonly areAll: boolean;
  readonly doors: readonly SeeingDoor[];
  /** How moments are written. */
  readonly place: { readonly timeZone: string; readonly language: "en" | "ro" };
}

/** Calls, people and lines outside, as they are. */
export default function LiveOffice({ first, at, words, canHangUp, areAll, doors, place }: LiveOfficeProps): VNode {
  const { snapshot, now, isCut, setSnapshot } = useLiveSnapshot(first, at, OFFICE_NOW);
  const [query, setQuery] = useState("");
  const people = useFoundPeople(snapshot.people, query, { areAll, found });
  const hangUp = (call: string) => void fetch(`/live/calls/${encodeURIComponent(call)}/hang-up`, { method: "POST" });
  const crossOut = (id: string) => {
    void fetch(`/live/help/${encodeURIComponent(id)}/cross-out`, { method: "POST" }).then(({ ok }) => {
      if (ok) setSnapshot((shown) => ({ ...shown, help: shown.help.filter((one) => one.id !== id) }));
    });
  };
  return (
    <>
      <HelpBanner help={snapshot.help} words={words} place={place} onCrossOut={canHangUp ? crossOut : undefined} />
      <p class={`told ${isCut ? "bad" : ""}`} role="status" hidden={!isCut}>{words.cut}</p>
      <div class="columns">
        <LiveCalls
          doors={doors}
          calls={snapshot.calls}
          now={now}
          words={words}
          onHangUp={canHangUp ? hangUp : undefined}
        />
        <div class="stack">
          <LiveQueues queues={snapshot.queues} now={now} words={words} />
          <LivePeople {...{ people, words, areAll, query }} onQuery={setQuery} />
          <LiveTrunks trunks={snapshot.trunks} words={words} />
        </div>
      </div>
    </>
  );
}
