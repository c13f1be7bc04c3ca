import { dimensionsOf } from "../calls_of.ts";
import type { Making } from "../make_report.ts";
import { MISS_ENDS, missBreakdown, type MissEnd } from "../misses.ts";
import type { Figure, MissQuestion, Section } from "../report.ts";
import { say, type Word } from "../words.ts";

/** Figures of those alone who were called back. */
const BACK: ReadonlySet<Word> = new Set(["callbackRate", "callbackMedian", "callbackP90"]);

/** What became of missed callers; nothing where nobody keeps the list. */
export function missSections({ misses, language, period, of }: Making): readonly Section[] {
  if (misses === undefined) return [];
  const { ends, callbackRate, recoveredRate, timeToCallbackS, ...rest } = missBreakdown(
    misses.filter(({ at }) => period.from <= at && at < period.to),
  );
  // The list knows nothing of the calls that a report is of.
  const isListed = dimensionsOf(of).length === 0;
  const ask = (ended?: MissEnd): MissQuestion => ({
    ...{ missedSince: period.from, missedUntil: period.to },
    ...ended === undefined ? {} : { ended },
  });
  const figure = (word: Word, unit: Figure["unit"], value: Figure["value"]): Figure => ({
    key: word,
    title: say(word, language),
    unit,
    value,
    ...isListed ? { missed: ask(BACK.has(word) ? "returned" : undefined) } : {},
  });
  return [
    {
      kind: "figures",
      key: "missed",
      title: say("missedCalls", language),
      figures: [
        figure("missed", "count", rest.misses),
        figure("callbackRate", "share", callbackRate),
        figure("recoveredRate", "share", recoveredRate),
        figure("callbackMedian", "seconds", timeToCallbackS.median),
        figure("callbackP90", "seconds", timeToCallbackS.p90),
      ],
    },
    {
      kind: "table",
      key: "missed_ends",
      title: say("missedCalls", language),
      columns: [
        { key: "how", title: say("ended", language), unit: "text" },
        { key: "count", title: say("count", language), unit: "count" },
        { key: "share", title: say("share", language), unit: "share" },
      ],
      rows: MISS_ENDS.map((how) => [say(how, language), ends[how].count, ends[how].share]),
      ...isListed ? { missed: MISS_ENDS.map(ask) } : {},
    },
  ];
}
