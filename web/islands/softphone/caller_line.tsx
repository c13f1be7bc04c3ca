import type { VNode } from "preact";
import { Icon, Moment, type MomentParts } from "../../parts/mod.ts";
import type { CallerFacts } from "../../softphone/mod.ts";
import type { SoftphoneWords } from "../../words/mod.ts";
import { say } from "./say.ts";

export interface CallerLineParts {
  readonly facts: CallerFacts;
  readonly number: string;
  readonly place: Omit<MomentParts, "at">;
  readonly words: SoftphoneWords;
}

/** The last call with somebody, and what he is still waiting for. */
export function CallerLine({ facts: { last, missed }, number, place, words }: CallerLineParts): VNode {
  return (
    <p class="about soft">
      {last === undefined ? words.firstCall : (
        <a href={`/calls?q=${encodeURIComponent(number)}`} target="_blank">
          {lastCallOf(last, words)} <Moment at={last.at} {...place} />
        </a>
      )}
      {missed > 0 && (
        <span class="tag warn">
          <Icon name="phone-missed" />
          {say(words.missedTimes, { count: String(missed) })}
        </span>
      )}
    </p>
  );
}

/** What became of the last call with somebody: when it was is to follow. */
export function lastCallOf({ by, outcome }: NonNullable<CallerFacts["last"]>, words: SoftphoneWords): string {
  return by === undefined || outcome !== "answered" ? words.lastCall[outcome] : say(words.lastWith, { who: by });
}
