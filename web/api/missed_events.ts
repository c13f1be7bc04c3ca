import { Hono } from "hono";
import { aboutOf, type KeptEntry, type NumberedLine, OWN_TENANT } from "../../features/missed/mod.ts";
import { follow } from "./follow.ts";
import { noTenant } from "./foreign.ts";
import type { Visitor } from "./gate.ts";
import { timeOf, viewOf } from "./missed_view.ts";

/** The journals of missed calls by tenant, as they grow. */
export interface MissedEventWorld {
  has(tenant: string): boolean;
  entry(tenant: string, id: string): Promise<KeptEntry | undefined>;
  linesAfter(tenant: string, sequence: number, limit: number): Promise<readonly NumberedLine[]>;
  lastLine(tenant: string): Promise<number>;
  /** Resolves once a line behind this one is there, or when the time is up. */
  past(tenant: string, sequence: number, withinMs: number): Promise<void>;
}

/**
 * `GET /missed/events`: what happens to entries of this box, or of `?tenant=`, an event for each line of the journal, with the
 * entry as it is now.
 */
export function missedEventRoutes(missed: MissedEventWorld): Hono<Visitor> {
  const app = new Hono<Visitor>();
  app.get("/", (context) => {
    const tenant = context.req.query("tenant") ?? OWN_TENANT;
    if (!missed.has(tenant)) return noTenant(tenant);
    return follow(context, {
      last: () => missed.lastLine(tenant),
      after: (sequence, limit) => missed.linesAfter(tenant, sequence, limit),
      past: (sequence, withinMs) => missed.past(tenant, sequence, withinMs),
      tell: async (line) => {
        const entry = await missed.entry(tenant, aboutOf(line).id);
        const { action, at, actor, reason } = line;
        const told = { action, at: timeOf(at), actor, reason, entry: entry === undefined ? null : viewOf(entry) };
        return [action, JSON.stringify(told)];
      },
    });
  });
  return app;
}
