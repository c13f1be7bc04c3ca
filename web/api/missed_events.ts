import { Hono } from "hono";
import { aboutOf, type KeptEntry, type NumberedLine } from "../../features/missed/mod.ts";
import { follow } from "./follow.ts";
import type { Visitor } from "./gate.ts";
import { timeOf, viewOf } from "./missed_view.ts";

/** The journal of missed calls, as it grows. */
export interface MissedEventWorld {
  entry(tenant: string, id: string): Promise<KeptEntry | undefined>;
  linesAfter(sequence: number, limit: number): Promise<readonly NumberedLine[]>;
  lastLine(): Promise<number>;
  /** Resolves once a line behind this one is there, or when the time is up. */
  past(sequence: number, withinMs: number): Promise<void>;
}

/** `GET /missed/events`: what happens to entries of this box, an event for each line of the journal, with the entry as it is now. */
export function missedEventRoutes(missed: MissedEventWorld): Hono<Visitor> {
  const app = new Hono<Visitor>();
  app.get("/", (context) =>
    follow(context, {
      last: () => missed.lastLine(),
      after: (sequence, limit) => missed.linesAfter(sequence, limit),
      past: (sequence, withinMs) => missed.past(sequence, withinMs),
      tell: async (line) => {
        const { tenant, id } = aboutOf(line);
        const entry = await missed.entry(tenant, id);
        const { action, at, actor, reason } = line;
        const told = { action, at: timeOf(at), actor, reason, entry: entry === undefined ? null : viewOf(entry) };
        return [action, JSON.stringify(told)];
      },
    }));
  return app;
}
