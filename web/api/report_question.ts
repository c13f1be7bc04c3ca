import { z } from "@hono/zod-openapi";
import { isTimeZone } from "../../core/base/mod.ts";
import {
  REPORT_DIMENSIONS,
  REPORT_INTERVALS,
  REPORT_PERIODS,
  type ReportDimension,
  type ReportFilter,
  type ReportInterval,
  type ReportPeriod,
  type SavedReport,
} from "../../core/directory/mod.ts";
import type { Period } from "../../features/reports/mod.ts";
import { Moment, several } from "./openapi.ts";
import { problem } from "./problem.ts";

type Maybe<T> = z.ZodOptional<z.ZodType<T, unknown>>;
type WhenFields = { period: Maybe<ReportPeriod>; since: Maybe<string>; until: Maybe<string> };
type Fields =
  & WhenFields
  & { [dimension in ReportDimension]: Maybe<readonly string[]> }
  & { interval: Maybe<ReportInterval>; zone: Maybe<string> };

/** Of when: a period that has a name, or two moments. */
export const When: z.ZodObject<WhenFields> = z.object({
  period: z.enum(REPORT_PERIODS).optional().openapi({ description: "In place of the report's own" }),
  since: Moment.optional().openapi({ description: "With `until`, in place of a period" }),
  until: Moment.optional(),
});

const named = (description: string) => several(z.string().min(1).max(64)).optional().openapi({ description });

/** What may be asked of every report; each name of a filter may be given more than once. */
export const Asked: z.ZodObject<Fields> = When.extend({
  queue: named("Of the calls alone that this queue took, or that ended in it"),
  number: named("Of those alone that came to this number of ours, in any way that one is written"),
  trunk: named("Of those alone that came or went by this trunk"),
  agent: named("Of those from outside alone that this extension answered"),
  extension: named("Of those alone that this extension made or was called in"),
  interval: z.enum(REPORT_INTERVALS).optional().openapi({ description: "How finely its course is cut" }),
  zone: z.string().max(64).refine(isTimeZone, "expected a time zone as in Europe/Bucharest").optional().openapi({
    description: "By whose clock, as the IANA calls it; the report's own, else the office's",
    example: "Europe/Bucharest",
  }),
});

/** A report as it is asked for, in place of how it is kept. */
export function reportAsked(report: SavedReport, asked: z.infer<typeof Asked>): SavedReport {
  const { interval, zone } = asked;
  const of = Object.fromEntries(
    REPORT_DIMENSIONS.flatMap((dimension): readonly (readonly [ReportDimension, readonly string[]])[] => {
      const names = asked[dimension] ?? report.of?.[dimension];
      return names === undefined ? [] : [[dimension, names]];
    }),
  ) as ReportFilter;
  return {
    ...report,
    ...Object.keys(of).length === 0 ? {} : { of },
    ...interval === undefined ? {} : { interval },
    ...zone === undefined ? {} : { timeZone: zone },
  };
}

/** Undefined: the report's own. */
export function periodIn(
  { period, since, until }: z.infer<typeof When>,
): ReportPeriod | Period | Response | undefined {
  if (since === undefined && until === undefined) return period;
  if (since === undefined || until === undefined) {
    return problem(400, 'Cannot read a period of one end: expected both "since" and "until"');
  }
  const [from, to] = [Date.parse(since), Date.parse(until)];
  return from < to ? { from, to } : problem(400, `Cannot read "until": "${until}" is not after "${since}"`);
}
