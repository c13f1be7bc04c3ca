import { localTime, type WallTime } from "../../../core/base/mod.ts";
import type { ReportFilter } from "../../../core/directory/mod.ts";
import type { VisitEnd } from "../../../core/record/mod.ts";
import type { MissEnd } from "../../../features/missed/mod.ts";
import type { Period } from "../../../features/reports/mod.ts";
import type { ReportCard } from "../../words/mod.ts";
import type { Days } from "../../period/mod.ts";

/** What the page of calls may be asked for. */
type Asked = Readonly<Partial<Record<AskedName, string>>>;
type AskedName =
  | ("q" | "direction" | "outcome" | "queue" | "trunk" | "dialled" | "reached" | "counted")
  | ("waited_over" | "waited_within" | "short_abandon" | "visited" | "left" | "hour" | "weekday");

const IN = { direction: "in", counted: "yes" } as const;
const ANSWERED = { direction: "in", outcome: "answered" } as const;
const MISSED = { direction: "in", outcome: "missed" } as const;
/** Outcomes some of which are that the caller has given up. */
const GAVE_UP: ReadonlySet<string> = new Set(["abandoned", "missed", "judged"]);
/** The calls behind a figure, where the page of calls can show these and no others. */
const OF_CARD: Readonly<Partial<Record<ReportCard, Asked>>> = {
  answered: ANSWERED,
  missed: MISSED,
  totalCalls: { direction: "outside", counted: "yes" },
  inbound: IN,
  outbound: { direction: "out", counted: "yes" },
  averageTalk: { direction: "outside", outcome: "answered" },
  averageInboundTalk: ANSWERED,
  abandonRate: { direction: "in", outcome: "abandoned" },
  lostRate: MISSED,
  serviceLevel: { direction: "in", outcome: "judged" },
  resolution: ANSWERED,
};
/** Those that are told from the list of missed calls, and which of its misses they are of. */
const OF_MISSED: Readonly<Partial<Record<ReportCard, { readonly ended?: MissEnd }>>> = {
  callbackRate: { ended: "returned" },
  recoveredRate: {},
  callbackMedian: { ended: "returned" },
  callbackP90: { ended: "returned" },
};
/** The calls behind a row, by its table. */
const OF_ROW: Readonly<Record<string, (whose: string) => Asked>> = {
  queues: (queue) => ({ ...IN, queue }),
  numbers: (dialled) => ({ ...IN, dialled }),
  trunks: (trunk) => ({ trunk, counted: "yes" }),
  agents: (reached) => ({ ...IN, reached }),
};

export interface When {
  /** Whose calls: those of the box, or of another phone system. */
  readonly callsAt: string;
  readonly days: Days;
  /** Of these calls alone. */
  readonly of: ReportFilter | undefined;
  /** Who gives up in so many seconds is counted nowhere. */
  readonly shortAbandonS: number;
}

/** Where the calls of a figure are listed; undefined where they cannot be. */
export function callsOfCard(card: ReportCard, when: When): string | undefined {
  const missed = OF_MISSED[card];
  if (missed !== undefined) return missesEnded(missed.ended, when);
  // Waits in queues are counted by the visit: only those of one queue have calls of their own.
  const waits = /Wait$/.test(card) && when.of?.queue !== undefined ? IN : undefined;
  const asked = OF_CARD[card];
  return asked === undefined ? waits && pathOf(waits, { ...when, shortAbandonS: 0 }) : pathOf(asked, when);
}

/** Where the misses of the period are listed that ended so, or all of them; undefined where they cannot be. */
export function missesEnded(ended: MissEnd | undefined, when: When): string | undefined {
  if (when.of !== undefined || when.callsAt !== "/calls") return undefined;
  const { since, until } = when.days;
  const asked = { state: "all", ...ended === undefined ? {} : { ended }, missed_since: since, missed_until: until };
  return `/missed?${new URLSearchParams(asked)}`;
}

/** Where callers are listed who were served so: in the order of the report's own table. */
export function callsServed(nth: number, withinS: number, when: When): string | undefined {
  const [over, within] = [{ waited_over: String(withinS) }, { waited_within: String(withinS) }];
  const asked: readonly Asked[] = [
    { ...ANSWERED, ...within },
    { ...ANSWERED, ...over },
    { direction: "in", outcome: "abandoned", ...within },
    { direction: "in", outcome: "abandoned", ...over },
    { direction: "in", outcome: "lost" },
  ];
  return asked[nth] && pathOf(asked[nth], when);
}

/** Where the calls of an hour of the day, or of the week, are listed, or the missed ones; undefined where they cannot be. */
export function callsThen(
  section: "hours" | "week" | "week_missed",
  { weekday, hour }: { readonly weekday?: number; readonly hour: number },
  when: When,
): string | undefined {
  const day: Asked = weekday === undefined ? {} : { weekday: String(weekday) };
  return pathOf({ ...section === "week_missed" ? MISSED : IN, ...day, hour: String(hour) }, when);
}

/** Where the calls are listed that came to a queue and left it so; undefined where they cannot be. */
export function callsLeft(visited: string, left: VisitEnd, when: When): string | undefined {
  const short: Asked = left === "abandoned" && when.shortAbandonS > 0
    ? { short_abandon: String(when.shortAbandonS) }
    : {};
  // Whoever came to a queue may have been taken by another one.
  const { queue: _, ...of } = when.of ?? {};
  return pathOf({ direction: "in", visited, left, ...short }, { ...when, of });
}

/** Where the calls of a row are listed, by what its table is of; undefined where they cannot be. */
export function callsOfRow(table: string, whose: string, when: When): string | undefined {
  return pathOf(OF_ROW[table]?.(whose) ?? { q: whose }, when);
}

function pathOf(asked: Asked, when: When): string | undefined {
  const filter = askedOf(when.of ?? {});
  const { shortAbandonS } = when;
  const hasGivenUp = asked.outcome === undefined ? asked.counted !== undefined : GAVE_UP.has(asked.outcome);
  const short: Asked = shortAbandonS > 0 && hasGivenUp ? { short_abandon: String(shortAbandonS) } : {};
  return filter && `${when.callsAt}?${queryOf({ ...filter, ...asked, ...short, ...when.days })}`;
}

/** A page of reports has five hundred links: `URLSearchParams` takes three times as long for each. */
function queryOf(asked: Asked & Days): string {
  return Object.entries(asked).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}

/** Of whole days, or of the part of today that is over. */
export function daysOf({ from, to }: Period, timeZone: string): Days {
  const day = (at: number) => localTime(at as WallTime, timeZone).date;
  return { since: day(from), until: day(Math.max(from, to - 1)) };
}

/** The page of calls shows those of one thing at a time. */
function askedOf({ queue, number, trunk, agent, extension }: ReportFilter): Asked | undefined {
  const names = { queue, trunk, dialled: number, reached: agent, q: extension };
  const each = Object.entries(names).flatMap(([name, all = []]) => all.map((value) => [name, value] as const));
  const isInbound = number !== undefined || agent !== undefined;
  return each.length > 1 ? undefined : { ...Object.fromEntries(each), ...isInbound ? { direction: "in" } : {} };
}
