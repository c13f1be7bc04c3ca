import type { BeatOf } from "./beat.ts";
import { leaveQueue } from "./queue.ts";
import type { Telling } from "./telling.ts";

/** The same two who are joined anew after so short a while talk on. */
const GAP_MS = 1_000;

export function join(telling: Telling, a: string, b: string): void {
  const [one, other] = [telling.partyOn(a), telling.partyOn(b)];
  if (one === undefined || other === undefined) return;
  part(telling);
  leaveQueue(telling);
  telling.lastPair = [a, b];
  const { beats, now } = telling;
  const last = beats.findLast(({ kind }) => kind !== "held");
  const isOn = last?.kind === "talked" && now - (last.at + last.ms) < GAP_MS &&
    last.who.every(({ number }) => number === one.number || number === other.number);
  const beat: BeatOf<"talked"> = isOn ? last : telling.begin({ at: now, kind: "talked", who: [one, other], ms: 0 });
  telling.talk = { legs: [a, b], since: now - beat.ms, beat };
}

export function part(telling: Telling): void {
  if (telling.talk === undefined) return;
  telling.talk.beat.ms = telling.now - telling.talk.since;
  telling.talk = undefined;
}

export function hold(telling: Telling, leg: string): void {
  const sitting = telling.legs.get(leg);
  if (sitting === undefined || sitting.hold !== undefined) return;
  sitting.hold = telling.begin({ at: telling.now, kind: "held", by: sitting.party, ms: 0 });
}

export function resume(telling: Telling, leg: string): void {
  const sitting = telling.legs.get(leg);
  if (sitting?.hold === undefined) return;
  sitting.hold.ms = telling.now - sitting.hold.at;
  delete sitting.hold;
}
