import { localTime, type WallTime } from "../../../core/base/mod.ts";
import type { Period } from "../../../features/reports/mod.ts";
import type { ReportCard } from "../../words/mod.ts";

/** What the page of calls may be asked for. */
type Asked = Readonly<Partial<Record<"q" | "direction" | "outcome" | "queue" | "counted", string>>>;

const IN = { direction: "in", counted: "yes" } as const;
/** The calls behind a figure, where the page of calls can show these and no others. */
const OF_CARD: Readonly<Partial<Record<ReportCard, Asked>>> = {
  answered: { direction: "in", outcome: "answered" },
  inbound: IN,
  outbound: { direction: "out", counted: "yes" },
  abandonRate: { direction: "in", outcome: "abandoned" },
};

export interface When {
  /** Whole days, or the part of today that is over. */
  readonly period: Period;
  readonly timeZone: string;
}

/** Where the calls of a figure are listed; undefined where they cannot be. */
export function callsOfCard(card: ReportCard, when: When): string | undefined {
  const asked = OF_CARD[card];
  return asked === undefined ? undefined : pathOf(asked, when);
}

/** Where the calls of a row are listed, by what its table is of. */
export function callsOfRow(table: string, whose: string, when: When): string {
  return pathOf(table === "queues" ? { ...IN, queue: whose } : { q: whose }, when);
}

function pathOf(asked: Asked, { period: { from, to }, timeZone }: When): string {
  const day = (at: number) => localTime(at as WallTime, timeZone).date;
  return `/calls?${new URLSearchParams({ ...asked, since: day(from), until: day(Math.max(from, to - 1)) })}`;
}
