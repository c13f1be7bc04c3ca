import type { Cause } from "../../../../core/record/mod.ts";
import type { EventOf } from "./beat.ts";
import type { Sitting, Telling } from "./telling.ts";

/** Phones that begin to ring so soon after each other ring together. */
const TOGETHER_MS = 1_500;
const GONE: ReadonlySet<Cause> = new Set(["unavailable", "not-found", "timeout"]);

export function ring(telling: Telling, leg: string): void {
  const { beats, now } = telling;
  const sitting = telling.legs.get(leg);
  if (sitting === undefined || sitting.direction === "in" || sitting.ring !== undefined) return;
  sitting.ringSince = now;
  const last = beats.findLast(({ kind }) => kind !== "unreached");
  if (last?.kind === "rang" && now - last.at < TOGETHER_MS) {
    sitting.ring = last;
    // Several phones of one extension are his phone.
    if (!last.who.some(({ number }) => number === sitting.party.number)) last.who.push(sitting.party);
    return;
  }
  sitting.ring = telling.begin({ at: now, kind: "rang", who: [sitting.party], ms: 0 });
}

export function answer(telling: Telling, leg: string): void {
  const sitting = telling.legs.get(leg);
  if (sitting === undefined || sitting.isAnswered) return;
  quiet(telling, sitting);
  sitting.isAnswered = true;
  if (sitting.direction === "out") telling.tell({ kind: "answered", who: sitting.party });
}

/** His phone rings no more; why, where he was called and has not answered. */
export function giveUp(telling: Telling, sitting: Sitting, { by, cause }: EventOf<"leg.ended">): void {
  quiet(telling, sitting);
  if (sitting.isAnswered || sitting.direction === "in") return;
  const who = sitting.party;
  if (cause === "busy") {
    telling.tell({ kind: "unreached", who, why: sitting.ring === undefined ? "busy" : "declined" });
  } else if (cause === "rejected" && by === "them") telling.tell({ kind: "unreached", who, why: "declined" });
  else if (GONE.has(cause)) telling.tell({ kind: "unreached", who, why: "gone" });
}

function quiet({ now }: Telling, sitting: Sitting): void {
  if (sitting.ring === undefined || sitting.ringSince === undefined) return;
  sitting.ring.ms = Math.max(sitting.ring.ms, now - sitting.ringSince);
  delete sitting.ringSince;
}
