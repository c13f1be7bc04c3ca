import type { Condition, Row } from "../../../core/record/mod.ts";
import { spellingsOf } from "../../../core/routing/mod.ts";
import { haveSounded, SOUNDED } from "../../../features/reports/mod.ts";
import {
  type LookedIn,
  lookInRecord,
  type Place,
  type Source,
  Times,
  visitsTo,
  withoutShort,
} from "../../calls/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { knownTo } from "../directory/reader.ts";
import { dayAt } from "../../period/mod.ts";

const FILTERS = [
  ...[
    "q",
    "direction",
    "outcome",
    "queue",
    "trunk",
    "account",
    "since",
    "until",
    "counted",
    "dialled",
    "reached",
  ] as const,
  ...["waited_over", "waited_within", "short_abandon", "visited", "left", "hour", "weekday", "sounded"] as const,
];
/** Several ways that calls went, or ended, under one name. */
export const TOGETHER = {
  direction: { outside: ["in", "out"] },
  outcome: { missed: ["abandoned", "lost"], judged: ["answered", "abandoned"] },
} as const;
/** Columns of numbers, by what the address calls them. */
const NUMBERS = [["dialled", "dialled"], ["reached", "reached_number"]] as const;
/** Whoever is called in a call is called by then. */
const LONGEST_MS = 86_400_000;

/** What somebody looks for in the list, as the address of the page has it. */
export interface Wanted {
  readonly asked: URLSearchParams;
  /** What the call's row must be like: one of these. */
  readonly anyOf: readonly (readonly Condition[])[];
  /** Where the calls are looked for, by a number or a name. */
  readonly sources: readonly Source[] | undefined;
  /** More numbers begin so than are looked for. */
  readonly isCut: boolean;
  /** Whether one that is found may be shown. */
  readonly isShown: LookedIn["isShown"];
  /** In which queue. */
  readonly visits: readonly Source[] | undefined;
  /** Of somebody who was heard so. */
  readonly sounded: ((seats: readonly Row[]) => boolean) | undefined;
  /** At some times alone. */
  readonly times: Times | undefined;
  readonly after: Place | undefined;
  /** Of the seats in which they are looked for. */
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** Reads what is looked for; what cannot be read is not looked for. */
export async function wantedOf(visit: SignedVisit): Promise<Wanted> {
  const { url, world } = visit;
  const directory = world.directory();
  const { timeZone } = directory.office;
  const asked = new URLSearchParams();
  for (const name of FILTERS) {
    const value = url.searchParams.get(name)?.trim() ?? "";
    if (value !== "") asked.set(name, value);
  }
  const since = dayAt(asked.get("since"), timeZone);
  const until = dayAt(asked.get("until"), timeZone, 1);
  const where: Condition[] = (["queue", "trunk", "account"] as const).flatMap((column) => {
    const value = asked.get(column);
    return value === null ? [] : [{ column, is: "=", value }];
  });
  for (const [name, is] of [["waited_over", ">"], ["waited_within", "<="]] as const) {
    const seconds = Number(asked.get(name) ?? NaN);
    if (seconds >= 0) where.push({ column: "in_stage_ms", is, value: 1_000 * seconds });
  }
  // Only those that reached a phone or a queue: the other three outcomes come before it in the alphabet.
  if (asked.has("counted")) where.push({ column: "outcome", is: "<", value: "unreached" });
  if (since !== undefined) where.push({ column: "started_at", is: ">=", value: since });
  if (until !== undefined) where.push({ column: "started_at", is: "<", value: until });
  const several: readonly (readonly [column: string, values: readonly string[] | undefined])[] = [
    ...(["direction", "outcome"] as const).map((name) => {
      const value = asked.get(name);
      const together: Readonly<Record<string, readonly string[]>> = TOGETHER[name];
      return [name, value === null ? undefined : together[value] ?? [value]] as const;
    }),
    ...NUMBERS.map(([name, column]) => {
      const number = asked.get(name);
      return [column, number === null ? undefined : spellingsOf(number, directory.office.country)] as const;
    }),
  ];
  const anyOf = several.reduce<readonly (readonly Condition[])[]>(
    (all, [column, values]) =>
      values === undefined
        ? all
        : all.flatMap((each) => values.map((value) => [...each, { column, is: "=", value } as const])),
    [[]],
  );
  const visited = asked.get("visited");
  const [hour, weekday] = ["hour", "weekday"].map((name) => {
    const value = asked.get(name);
    return value === null || !/^\d{1,2}$/.test(value) ? undefined : Number(value);
  });
  const isTimed = since !== undefined && until !== undefined && (hour !== undefined || weekday !== undefined);
  const short = Number(asked.get("short_abandon") ?? NaN);
  const sounded = SOUNDED.find((each) => each === asked.get("sounded"));
  const q = asked.get("q");
  const found = q === null ? undefined : await lookInRecord(world.reader, q, { directory, known: knownTo(visit) });
  where.push(...found?.where ?? []);
  return {
    ...{
      asked,
      anyOf: anyOf.flatMap((each) => short >= 0 ? withoutShort([...where, ...each], short) : [[...where, ...each]]),
      since,
      until: until && until + LONGEST_MS,
      after: placeIn(url.searchParams.get("before")),
    },
    ...{ sources: found?.sources, isShown: found?.isShown, isCut: found?.isCut === true },
    sounded: sounded && ((seats) => haveSounded(seats, sounded, directory.reports.quality)),
    times: isTimed ? new Times({ from: since, to: until }, { timeZone, hour, weekday }) : undefined,
    visits: visited === null ? undefined : visitsTo([visited], asked.get("left") ?? undefined),
  };
}

/** `1732180000000~c0a1~2`, as {@link beforeOf} writes it. */
function placeIn(text: string | null): Place | undefined {
  const [, at, call, place] = /^(\d{1,15})~([^~]{1,128})~(\d{1,6})$/.exec(text ?? "") ?? [];
  return at === undefined || call === undefined ? undefined : [Number(at), call, Number(place)];
}

export function beforeOf(place: Place): string {
  return place.join("~");
}
