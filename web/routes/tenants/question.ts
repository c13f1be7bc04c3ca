import type { CallEnd } from "../../../core/record/mod.ts";
import type { CallQuestion } from "../../../features/reports/mod.ts";
import { CALL_ENDS } from "../../../core/record/mod.ts";
import { DIRECTIONS } from "../../calls/mod.ts";
import { TOGETHER } from "../calls/question.ts";
import { dayAt } from "../../period/mod.ts";

const FILTERS = [
  ...["q", "direction", "outcome", "queue", "trunk", "since", "until", "counted", "dialled", "reached"] as const,
  ...["waited_over", "waited_within", "short_abandon", "visited", "left", "hour", "weekday"] as const,
];
/** Each look is a reading of the other system's rows. */
const USUAL_DAYS = 7;
const DAY_MS = 86_400_000;

/** What somebody looks for among another phone system's calls, as the address of the page has it. */
export interface Wanted {
  readonly asked: URLSearchParams;
  readonly question: CallQuestion;
  readonly after?: readonly [startedAt: number, id: string];
}

/** Reads what is looked for; what cannot be read is not looked for. Without days it is the last week. */
export function wantedOf(url: URL, { timeZone, at }: { readonly timeZone: string; readonly at: number }): Wanted {
  const asked = new URLSearchParams();
  for (const name of FILTERS) {
    const value = url.searchParams.get(name)?.trim() ?? "";
    if (value !== "") asked.set(name, value);
  }
  const until = dayAt(asked.get("until"), timeZone, 1) ?? at;
  const since = dayAt(asked.get("since"), timeZone) ?? until - USUAL_DAYS * DAY_MS;
  const text = (name: string, key: keyof CallQuestion) => asked.has(name) ? { [key]: asked.get(name)! } : {};
  const seconds = (name: string, key: keyof CallQuestion) => {
    const value = Number(asked.get(name) ?? NaN);
    return value >= 0 ? { [key]: value } : {};
  };
  const direction = namedIn(DIRECTIONS, TOGETHER.direction, asked.get("direction"));
  const outcome = namedIn<CallEnd>(CALL_ENDS, TOGETHER.outcome, asked.get("outcome"));
  const after = /^(\d{1,15})~(.{1,128})$/.exec(url.searchParams.get("before") ?? "");
  return {
    asked,
    question: {
      ...{ since, until },
      ...direction === undefined ? {} : { direction },
      ...outcome === undefined ? {} : { outcome },
      ...asked.has("counted") ? { counted: true } : {},
      ...text("queue", "queue"),
      ...text("visited", "visited"),
      ...text("left", "left"),
      ...text("trunk", "trunk"),
      ...text("dialled", "dialled"),
      ...text("reached", "reached"),
      ...text("q", "extension"),
      ...seconds("waited_over", "waitedOver"),
      ...seconds("waited_within", "waitedWithin"),
      ...seconds("short_abandon", "shortAbandon"),
      ...seconds("hour", "hour"),
      ...seconds("weekday", "weekday"),
      zone: timeZone,
    },
    ...after === null ? {} : { after: [Number(after[1]), after[2]!] },
  };
}

/** One of these, or what stands for several of them. */
function namedIn<Name extends string>(
  all: readonly Name[],
  together: Readonly<Record<string, readonly Name[]>>,
  value: string | null,
): Name | readonly Name[] | undefined {
  return all.find((each) => each === value) ??
    (value !== null && Object.hasOwn(together, value) ? together[value] : undefined);
}
