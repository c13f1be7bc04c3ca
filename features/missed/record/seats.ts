import type { CallEvent, Party as Sitting } from "../../../core/record/mod.ts";
import { callerKey } from "../../../core/routing/mod.ts";
import type { Answer, Offer, Party } from "../call.ts";
import type { OwnOffice } from "./scope.ts";

/** A fact of the record, its type known. */
export type Fact<T extends CallEvent["type"]> = Extract<CallEvent, { readonly type: T }>;

/** Times of the record have fractions; entries count whole milliseconds. */
export const atOf = ({ at }: CallEvent): number => Math.round(at);

/**
 * How somebody outside is told apart. A short number of a provider's stands in the record with a plus, so that nobody takes
 * it for an extension; it is no number of the world all the same.
 */
export function outsiderOf(number: string, { country }: OwnOffice): string {
  return callerKey(number, { country }).replace(/^raw:\+/, "raw:");
}

/** Whoever comes by a trunk is outside; all others are extensions. */
export function partyOf({ number, trunk }: Sitting, office: OwnOffice): Party {
  return trunk === undefined ? { is: "extension", number } : { is: "outside", number: outsiderOf(number, office) };
}

/** Who was rung: whoever came himself (the caller, who picked up, who fetched) is not among them. */
export function offersOf(story: readonly CallEvent[], office: OwnOffice, minRingMs: number): readonly Offer[] {
  const offered = story.filter((event) => event.type === "leg.offered").filter(({ direction }) => direction === "out");
  return offered.map((event) => ({
    party: partyOf(event.party, office),
    at: atOf(event),
    rang: hasRung(event.leg, story, minRingMs),
  }));
}

/** Its own word that it rings (180, 183), or an answer without one; not that it was asked. */
function hasRung(leg: string, story: readonly CallEvent[], minRingMs: number): boolean {
  const [rung, ended] = [RINGS, ENDS].map((types) =>
    story.find((event) => types.includes(event.type) && "leg" in event && event.leg === leg)
  );
  if (rung === undefined) return false;
  const isAnswered = story.some((event) => event.type === "leg.answered" && event.leg === leg);
  return isAnswered || ended === undefined || ended.at - rung.at >= minRingMs;
}

const RINGS: readonly string[] = ["leg.ringing", "leg.early-media", "leg.answered"];
const ENDS: readonly string[] = ["leg.ended", "leg.moved"];

/** Somebody who was connected with the one on a leg. */
export interface Met extends Answer {
  readonly leg: string;
  /** When they were parted; undefined while they talk. */
  partedAt: number | undefined;
}

/**
 * Whom the one on `leg` was connected with, in order. An answered phone is no answer yet: whoever has to press a key first,
 * or hears who calls, is not connected, and a menu never is.
 */
export function metBy(leg: string, story: readonly CallEvent[], office: OwnOffice): readonly Met[] {
  const sitting = new Map<string, Party>();
  const met: Met[] = [];
  const meet = (other: string, at: number): void => {
    const party = sitting.get(other);
    if (party !== undefined) met.push({ leg: other, party, at, partedAt: undefined });
  };
  const part = (other: string, at: number): void => {
    for (const each of met) if (each.leg === other) each.partedAt ??= at;
  };
  for (const event of story) {
    switch (event.type) {
      case "leg.offered":
        sitting.set(event.leg, partyOf(event.party, office));
        break;
      case "leg.taken": {
        sitting.set(event.leg, partyOf(event.party, office));
        // The call went from hand to hand: an attended transfer makes no new bridge.
        if (!met.some((each) => each.leg === event.leg && each.partedAt === undefined)) break;
        part(event.leg, atOf(event));
        meet(event.leg, atOf(event));
        break;
      }
      case "bridge.made":
        if (event.a === leg) meet(event.b, atOf(event));
        if (event.b === leg) meet(event.a, atOf(event));
        break;
      case "bridge.broken":
        if (event.a === leg) part(event.b, atOf(event));
        if (event.b === leg) part(event.a, atOf(event));
        break;
      case "leg.ended":
      case "leg.moved":
        part(event.leg, atOf(event));
        break;
    }
  }
  return met;
}

/** Each who spoke once, by when he did first. */
export function answersOf(met: readonly Met[]): readonly Answer[] {
  const first = new Map<string, Answer>();
  for (const { party, at } of met) {
    const key = `${party.is} ${party.number}`;
    if (!first.has(key)) first.set(key, { party, at });
  }
  return [...first.values()];
}
