import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { aboutOf, type KeptEntry, type NumberedLine } from "../../features/missed/mod.ts";
import type { Visitor } from "./gate.ts";
import { timeOf, viewOf } from "./missed_view.ts";
import { problem } from "./problem.ts";

const PAGE = 500;
/** Proxies and browsers give up a stream that says nothing for a minute. */
const KEEP_ALIVE_MS = 25_000;

/** The journal of missed calls, as it grows. */
export interface MissedEventWorld {
  entry(tenant: string, id: string): Promise<KeptEntry | undefined>;
  linesAfter(sequence: number, limit: number): Promise<readonly NumberedLine[]>;
  lastLine(): Promise<number>;
  /** Resolves once a line behind this one is there, or when the time is up. */
  past(sequence: number, withinMs: number): Promise<void>;
}

/**
 * `GET /missed/events`: what happens to entries of this box, a server-sent event for each line of the journal, with the entry as it is
 * now. It begins with what comes next, or behind `Last-Event-ID`.
 */
export function missedEventRoutes(missed: MissedEventWorld): Hono<Visitor> {
  const app = new Hono<Visitor>();
  app.get("/", (context) => {
    const last = context.req.header("last-event-id") ?? context.req.query("after");
    if (last !== undefined && !/^\d{1,15}$/.test(last)) {
      return problem(400, `Cannot read Last-Event-ID "${last}": expected a sequence`);
    }
    return streamSSE(context, async (stream) => {
      for (let sent = last === undefined ? await missed.lastLine() : Number(last); !stream.aborted && !stream.closed;) {
        const lines = await missed.linesAfter(sent, PAGE);
        for (const line of lines) {
          const { tenant, id } = aboutOf(line);
          const entry = await missed.entry(tenant, id);
          const { sequence, action, at, actor, reason } = line;
          const told = { action, at: timeOf(at), actor, reason, entry: entry === undefined ? null : viewOf(entry) };
          await stream.writeSSE({ id: String(sequence), event: action, data: JSON.stringify(told) });
        }
        sent = lines.at(-1)?.sequence ?? sent;
        if (lines.length > 0) continue;
        await missed.past(sent, KEEP_ALIVE_MS);
        if (await missed.lastLine() <= sent) await stream.write(": still here\n\n");
      }
    });
  });
  return app;
}
