import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Snapshot } from "../live/mod.ts";
import { dateFormat, WallFigure, WallQueues } from "../parts/mod.ts";
import type { WallboardWords } from "../words/mod.ts";
import { OFFICE_NOW, useLiveSnapshot } from "./use_live_snapshot.ts";

const MISSED_EVERY_MS = 15_000;

export interface WallboardProps {
  readonly first: Snapshot;
  /** Null where one's scope is not the whole office. */
  readonly missed: { readonly missed: number; readonly open: number } | null;
  /** The wall clock of the box when `first` was taken. */
  readonly at: number;
  readonly timeZone: string;
  readonly words: WallboardWords;
}

/** Queues, calls, missed callers and lines, in figures that are read from across the room. */
export default function Wallboard({ first, missed: firstMissed, at, timeZone, words }: WallboardProps): VNode {
  const { snapshot, now, isCut } = useLiveSnapshot(first, at, OFFICE_NOW);
  const [missed, setMissed] = useState(firstMissed);
  useEffect(() => {
    const asking = setInterval(async () => {
      const answer = await fetch("/wallboard/missed").catch(() => undefined);
      if (answer?.ok === true) setMissed(await answer.json());
    }, MISSED_EVERY_MS);
    return () => clearInterval(asking);
  }, []);
  const clock = dateFormat("en", { timeStyle: "short", timeZone }).format(now);
  const down = snapshot.trunks.filter(({ state }) => state !== "up");
  return (
    <>
      <p class={`told ${isCut ? "bad" : ""}`} role="status" hidden={!isCut}>{words.cut}</p>
      <WallQueues queues={snapshot.queues} now={now} words={words} />
      <div class="wall-figures">
        <WallFigure label={words.calls} value={String(snapshot.calls.length)} />
        {missed !== null && (
          <WallFigure
            label={words.missed}
            value={String(missed.missed)}
            kind={missed.open > 0 ? "warn" : ""}
            note={`${missed.open} ${words.stillOpen}`}
          />
        )}
        <WallFigure
          label={words.trunks}
          value={snapshot.trunks.length === 0
            ? words.noTrunks
            : `${snapshot.trunks.length - down.length}/${snapshot.trunks.length}`}
          kind={down.some(({ state }) => state === "down") ? "bad" : down.length > 0 ? "warn" : ""}
          note={down.map(({ name, state }) => `${name}: ${words.trunkState[state]}`).join(", ")}
        />
        <WallFigure label="" value={clock} />
      </div>
    </>
  );
}
