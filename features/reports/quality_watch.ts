import type { QualityAlertSettings } from "../../core/directory/mod.ts";
import type { SourceQuality } from "./quality.ts";
import { compareNames } from "./tally.ts";

/** What one look has come to. */
export interface Watched {
  /** The sources that are bad from now on. */
  readonly bad: readonly string[];
  /** Those of them that were not before: who is to be told hears of each once. */
  readonly alerts: readonly SourceQuality[];
  readonly mended: readonly SourceQuality[];
}

/**
 * A source is bad once so many of its calls are; it is well again when no more than half as many are, so that one that is just
 * at the mark is not told of every hour. Of few calls nothing is said, and who has none stays as he was.
 */
export function watchQuality(
  before: readonly string[],
  now: readonly SourceQuality[],
  { share: percent, calls: fewest }: QualityAlertSettings,
): Watched {
  const told = now.filter(({ streams }) => streams >= fewest);
  const percentOf = ({ bad, streams }: SourceQuality) => 100 * bad / streams;
  const alerts = told.filter((each) => !before.includes(each.source) && percentOf(each) >= percent);
  const mended = told.filter((each) => before.includes(each.source) && percentOf(each) <= percent / 2);
  const well = new Set(mended.map(({ source }) => source));
  const bad = [...before.filter((source) => !well.has(source)), ...alerts.map(({ source }) => source)];
  return { bad: bad.sort(compareNames), alerts, mended };
}
