import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import {
  daysUpTo,
  type KeptEntry,
  MOST_IN_TRENDS,
  OWN_TENANT,
  readEntries,
  trendsOf,
} from "../../features/missed/mod.ts";
import { noTenant } from "./foreign.ts";
import type { Visitor } from "./gate.ts";
import type { MissedWorld } from "./missed.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";

/** More at once would hold up the thread of the calls. */
const AT_ONCE = 200;
const MOST_DAYS = 366;

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
  tenant: z.string().max(64).default(OWN_TENANT).openapi({ description: "Whose list, as in `GET /missed`" }),
  days: z.coerce.number().int().min(1).max(MOST_DAYS).default(30).openapi({ description: "Up to today, with it" }),
});

export interface TrendWorld {
  readonly clock: Clock;
  readonly directory: () => Pick<Directory, "office">;
  readonly missed: Pick<MissedWorld, "has" | "entries">;
  /** What people outside are called, as far as that is known at once. */
  readonly names: (numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** `GET /missed/trends`: at what times callers are missed, and who they are. */
export function missedTrendRoutes({ clock, directory, missed, names }: TrendWorld): OpenAPIHono<Visitor> {
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
    const { tenant, days } = context.req.valid("query");
    if (!missed.has(tenant)) return noTenant(tenant) as never;
    const { since, ...span } = daysUpTo(clock.wall(), days, directory().office.timeZone);
    const entries: KeptEntry[] = [];
    for await (const entry of readEntries(missed, tenant, { since, limit: AT_ONCE })) {
      entries.push(entry);
      if (entries.length > MOST_IN_TRENDS) break;
    }
    const counts = trendsOf(entries.slice(0, MOST_IN_TRENDS), span);
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
      cut: entries.length > MOST_IN_TRENDS,
    }, 200);
  });
  return app;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
