import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import { MOST_IN_TRENDS, OWN_TENANT } from "../../features/missed/mod.ts";
import { daysUpToNow, endOfToday, periodWithin, zoneFor } from "../period/mod.ts";
import { noTenant } from "./foreign.ts";
import type { Visitor } from "./gate.ts";
import type { MissedWorld } from "./missed.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { periodIn, When } from "./report_question.ts";

const MOST_DAYS = 366;
const DAYS = 30;

const Count = z.int().openapi({ example: 3 });
const Trends = z.object({
  attempts: Count.openapi({ description: "How often somebody was missed" }),
  days: z.array(z.object({ day: z.iso.date().openapi({ example: "2026-11-21" }), attempts: Count })).openapi({
    description: "Oldest first, those without any among them",
  }),
  hours: z.array(Count).openapi({ description: "By the hour, 0 to 23" }),
  weekdays: z.array(Count).openapi({ description: "By the day of the week, Monday first" }),
  week: z.array(z.array(Count)).openapi({ description: "Both: Monday first, each with its hours" }),
  callers: z.array(z.object({
    caller: z.string().openapi({ example: "+40722000111" }),
    name: Maybe.openapi({ example: "Ion Vasile" }),
    attempts: Count,
  })).openapi({ description: "Who called most often in vain, of those who say who they are: ten at most" }),
  cut: z.boolean().openapi({ description: `More than ${MOST_IN_TRENDS} entries: the newest of them were counted` }),
}).openapi("MissedTrends");
const Wanted = z.object({
  ...When.shape,
  period: When.shape.period.openapi({ description: "In place of the last days" }),
  tenant: z.string().max(64).default(OWN_TENANT).openapi({ description: "Whose list, as in `GET /missed`" }),
  days: z.coerce.number().int().min(1).max(MOST_DAYS).optional().openapi({
    description: `Up to today, with it, in place of a period: ${DAYS} unless told`,
  }),
});

export interface TrendWorld {
  readonly clock: Clock;
  readonly directory: () => Pick<Directory, "office" | "pbx">;
  readonly missed: Pick<MissedWorld, "has" | "trends">;
  /** What people outside are called, as far as that is known at once. */
  readonly names: (numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** `GET /missed/trends`: at what times callers are missed, and who they are. */
export function missedTrendRoutes({ clock: { wall }, directory, missed, names }: TrendWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const look = createRoute({
    method: "get",
    path: "/",
    summary: "At what times callers are missed, by the office's clock, and who they are",
    security: [{ key: ["missed:read"] }],
    request: { query: Wanted },
    responses: { 200: json("They are so", Trends), 404: { description: "Nobody of that name is followed" }, ...FAULTS },
  });
  app.openapi(look, async (context) => {
    const { tenant, days = DAYS, ...when } = context.req.valid("query");
    if (!missed.has(tenant)) return noTenant(tenant) as never;
    const period = periodIn(when);
    if (period instanceof Response) return period as never;
    const clock = endOfToday({ timeZone: zoneFor(tenant, directory()), at: wall() });
    const within = typeof period === "object" ? period : periodWithin(period ?? daysUpToNow(days, clock), clock);
    const counts = await missed.trends(tenant, { ...within, timeZone: clock.timeZone });
    const known = await names(counts.callers.map(({ entry }) => entry.callerKey).filter((key) => key.startsWith("+")));
    return context.json({
      attempts: counts.attempts,
      days: counts.days.map(({ day, count }) => ({ day, attempts: count })),
      hours: counts.week[0]!.map((_, hour) => sumOf(counts.week.map((day) => day[hour]!))),
      weekdays: counts.week.map(sumOf),
      week: counts.week.map((day) => [...day]),
      callers: counts.callers.map(({ entry: { callerKey }, count }) => ({
        caller: callerKey,
        name: known.get(callerKey) ?? null,
        attempts: count,
      })),
      cut: counts.isCut,
    }, 200);
  });
  return app;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
