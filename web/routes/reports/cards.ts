import type { ReportPart } from "../../../core/directory/mod.ts";
import type { Unit, Value } from "../../../features/reports/mod.ts";
import type { Scope } from "../../live/mod.ts";
import type { ReportCard } from "../../words/mod.ts";
import { figureOf, placeOf, sumOf, tableOf, type Told } from "./told.ts";

/** A figure that one may put on top of his reports. */
export interface Card {
  readonly key: ReportCard;
  readonly unit: Unit;
  /** Which way is better; undefined: neither. */
  readonly better?: "more" | "less";
  /** The part of a report that tells it. */
  readonly part: ReportPart;
  read(told: Told): Value;
  /** The same from somebody's own rows, where it can be added up without the calls of others. */
  readonly mine?: { readonly part: ReportPart; read(told: Told, scope: Scope): Value };
}

/** In the order in which they are offered to who has not chosen. */
export const CARDS: readonly Card[] = [
  { ...summed("answered", "count", "answered"), mine: ofOwn("answered") },
  { ...summed("missed", "count", "missed", "less"), mine: ofOwn("missed") },
  summed("serviceLevel", "share", "serviceLevel", "more"),
  summed("averageWait", "seconds", "queueWait", "less"),
  summed("longWait", "seconds", "queueWaitP90", "less"),
  { key: "occupancy", unit: "share", part: "agents", read: occupancyOf },
  summed("resolution", "share", "firstCallResolution", "more"),
  summed("totalCalls", "count", "totalCalls"),
  summed("inbound", "count", "inbound"),
  {
    ...summed("outbound", "count", "outbound"),
    mine: { part: "extensions", read: (told, scope) => sumOf(tableOf(told, "extensions", scope), "made") },
  },
  summed("answeredWait", "seconds", "answeredAverageWait", "less"),
  summed("longestWait", "seconds", "longestWait", "less"),
  summed("averageTalk", "seconds", "averageTime"),
  summed("averageInboundTalk", "seconds", "averageInboundTime"),
  summed("abandonRate", "share", "abandonRate", "less"),
  summed("lostRate", "share", "lostRate", "less"),
  summed("peakHour", "text", "peakHour"),
  ofMissed("callbackRate", "share", "more"),
  ofMissed("recoveredRate", "share", "more"),
  ofMissed("callbackMedian", "seconds", "less"),
  ofMissed("callbackP90", "seconds", "less"),
];

const USUAL: readonly ReportCard[] = [
  ...["answered", "missed", "serviceLevel", "averageWait", "longWait", "occupancy", "resolution"] as const,
];
const USUAL_OF_OWN: readonly ReportCard[] = ["answered", "missed", "outbound"];

/** What somebody may choose from. */
export function cardsFor(scope: Scope): readonly Card[] {
  return scope === undefined ? CARDS : CARDS.filter(({ mine }) => mine !== undefined);
}

/**
 * What somebody has chosen, in his order: what is not known any more, or not for him, is left out.
 *
 * @param chosen undefined: he has not chosen yet
 */
export function chosenCards(chosen: readonly string[] | undefined, scope: Scope): readonly Card[] {
  const known = cardsFor(scope);
  return [...new Set(chosen ?? (scope === undefined ? USUAL : USUAL_OF_OWN))]
    .flatMap((key) => known.find((card) => card.key === key) ?? []);
}

function summed(key: ReportCard, unit: Unit, figure: string, better?: Card["better"]): Card {
  const read = (told: Told) => figureOf(told, "summary", figure);
  return { key, unit, part: "summary", read, ...better === undefined ? {} : { better } };
}

function ofMissed(key: ReportCard, unit: Unit, better: Card["better"] & string): Card {
  return { key, unit, better, part: "missed", read: (told) => figureOf(told, "missed", key) };
}

/** Of one's queues; who has none of his own, of his people. */
function ofOwn(column: string): Card["mine"] & object {
  return {
    part: "queues",
    read: (told, scope) => {
      const queues = tableOf(told, "queues", scope);
      return sumOf((queues?.rows.length ?? 0) > 0 ? queues : tableOf(told, "extensions", scope), column);
    },
  };
}

/** Of all agents together, each by the time that he was logged in. */
function occupancyOf(told: Told): number | null {
  const table = tableOf(told, "agent_activity");
  const [time, share] = [placeOf(table, "loggedIn"), placeOf(table, "occupancy")];
  let [busyS, allS] = [0, 0];
  for (const row of table?.rows ?? []) {
    const [part, seconds] = [row[share], Number(row[time])];
    if (typeof part !== "number") continue;
    busyS += part * seconds;
    allS += seconds;
  }
  return allS === 0 ? null : busyS / allS;
}
