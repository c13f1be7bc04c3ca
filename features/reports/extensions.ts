import { share } from "./kpi_call.ts";
import type { OfferOutcome, ReportCall } from "./report_call.ts";
import { compareNames } from "./tally.ts";

/** What one extension did. */
export interface ExtensionStatistics {
  readonly extension: string;
  /** Calls that its phones were to ring for. */
  readonly offered: number;
  readonly outcomes: Readonly<Record<OfferOutcome, number>>;
  /** Of the calls that it answered or that nobody did: what a colleague took is no fault of his. */
  readonly answerRate: number | null;
  readonly made: number;
  readonly talkS: number;
  /** Share of its offers for which its phones could not be rung. */
  readonly failureRate: number | null;
  /** Why, the most frequent first. */
  readonly failures: readonly (readonly [cause: string, calls: number])[];
}

interface Counting {
  readonly outcomes: Record<OfferOutcome, number>;
  readonly causes: Map<string, number>;
  made: number;
  talkS: number;
}

/** Every extension that was called or has called, in order of its number. */
export function extensionStatistics(calls: readonly ReportCall[]): readonly ExtensionStatistics[] {
  const counts = new Map<string, Counting>();
  const of = (extension: string): Counting => {
    const known = counts.get(extension);
    if (known !== undefined) return known;
    const outcomes = { answered: 0, elsewhere: 0, missed: 0, busy: 0, failed: 0 };
    const fresh = { outcomes, causes: new Map<string, number>(), made: 0, talkS: 0 };
    counts.set(extension, fresh);
    return fresh;
  };
  for (const call of calls) {
    if (call.madeBy !== undefined) {
      const maker = of(call.madeBy);
      maker.made++;
      maker.talkS += call.talkS;
    }
    for (const { extension, outcome, cause, talkS } of call.offers) {
      const count = of(extension);
      count.outcomes[outcome]++;
      count.talkS += talkS;
      if (outcome === "failed") count.causes.set(cause, (count.causes.get(cause) ?? 0) + 1);
    }
  }
  return [...counts].map(([extension, { outcomes, causes, made, talkS }]): ExtensionStatistics => {
    const offered = Object.values(outcomes).reduce((total, some) => total + some, 0);
    return {
      extension,
      offered,
      outcomes,
      answerRate: share(outcomes.answered, outcomes.answered + outcomes.missed),
      made,
      talkS,
      failureRate: share(outcomes.failed, offered),
      failures: [...causes].sort(([one, a], [other, b]) => b - a || compareNames(one, other)),
    };
  }).sort((one, other) => compareNames(one.extension, other.extension));
}

/** The extensions whose phones could least often be rung, the worst first. */
export function failingExtensions(
  all: readonly ExtensionStatistics[],
  most: number = 10,
): readonly ExtensionStatistics[] {
  return all.filter(({ outcomes }) => outcomes.failed > 0)
    .toSorted((one, other) => other.outcomes.failed - one.outcomes.failed)
    .slice(0, most);
}
