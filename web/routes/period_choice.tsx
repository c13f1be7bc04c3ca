import type { VNode } from "preact";
import type { ReportPeriod } from "../../core/directory/mod.ts";
import { Days } from "../parts/mod.ts";
import type { ReportsWords } from "../words/mod.ts";
import { OWN_DAYS, type Within } from "../period/mod.ts";

interface PeriodChoiceParts {
  readonly id: string;
  readonly periods: readonly ReportPeriod[];
  readonly within: Within;
  readonly words: ReportsWords;
}

/** A period by its name, or by the days of one's own, which are asked for once that is chosen. */
export function PeriodChoice({ id, periods, within, words }: PeriodChoiceParts): VNode {
  const own = typeof within === "string" ? undefined : within;
  return (
    <>
      <select class="input" id={id} name="period" data-period>
        {periods.map((each) => <option key={each} value={each} selected={each === within}>{words.periods[each]}
        </option>)}
        <option value={OWN_DAYS} selected={own !== undefined}>{words.ownDays}</option>
      </select>
      <span class="own-days">
        <Days words={words} since={own?.since ?? ""} until={own?.until ?? ""} />
      </span>
    </>
  );
}
