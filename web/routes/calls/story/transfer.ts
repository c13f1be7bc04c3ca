import type { EventOf } from "./beat.ts";
import { join, part } from "./talk.ts";
import type { Telling } from "./telling.ts";

export function askTransfer(telling: Telling, { leg, kind, target }: EventOf<"transfer.asked">): void {
  const by = telling.partyOn(leg);
  if (by === undefined) return;
  const isAttended = kind === "attended";
  telling.sent = telling.begin({ at: telling.now, kind: "sent", by, target, isAttended, isDone: false });
}

/** Somebody else's phone is on the leg from now on. */
export function take(telling: Telling, { leg, party }: EventOf<"leg.taken">): void {
  const { sent, talk } = telling;
  const sitting = telling.legs.get(leg);
  if (sitting === undefined) return;
  // Who connects two calls of his is left in the one that he asked it in, where nobody is any more.
  const isLeftOver = sent?.isAttended === true && !sent.isDone && sent.by.number === party.number;
  const isThere = sitting.isAnswered || sitting.direction === "in";
  if (isThere && !isLeftOver && sitting.party.number !== party.number) {
    if (talk?.legs.includes(leg)) part(telling);
    telling.tell({ kind: "took", who: party, from: sitting.party });
    sitting.party = party;
    if (talk?.legs.includes(leg)) join(telling, ...talk.legs);
  }
  sitting.party = party;
}

export function park(telling: Telling, { slot, by }: EventOf<"park.entered">): void {
  // By which code he did it goes without saying.
  const last = telling.beats.at(-1);
  if (last !== undefined && last === telling.sent && last.by.number === by?.number) telling.beats.pop();
  telling.tell({ kind: "parked", slot, by });
}

export function unpark({ beats, legs, now }: Telling, { leg, why }: EventOf<"park.left">): void {
  const fetcher = [...legs].findLast(([id, { direction }]) => id !== leg && direction === "in")?.[1].party;
  const by = why === "fetched" ? fetcher : undefined;
  // It came back before the phone of whoever had parked it rang.
  const rung = beats.findLastIndex(({ kind }) => kind === "parked") + 1;
  const next = beats[rung];
  if (why === "returned" && next !== undefined) beats.splice(rung, 0, { at: next.at, kind: "unparked", why, by });
  else beats.push({ at: now, kind: "unparked", why, by });
}
