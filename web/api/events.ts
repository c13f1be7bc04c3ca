import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { RecordLog, RecordReader } from "../../core/store/mod.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

const PAGE = 500;
/** Proxies and browsers give up a stream that says nothing for a minute. */
const KEEP_ALIVE_MS = 25_000;

export interface EventWorld {
  readonly reader: RecordReader;
  readonly record: Pick<RecordLog, "acknowledged" | "past">;
}

/**
 * `GET /events`: the record as it is written, a server-sent event for each of its own (WHATWG HTML §9.2). It begins with what
 * comes next, or behind `Last-Event-ID`, so that who was cut off misses nothing and hears nothing twice.
 */
export function eventRoutes({ reader, record }: EventWorld): Hono<Visitor> {
  const app = new Hono<Visitor>();
  app.get("/", (context) => {
    const last = context.req.header("last-event-id") ?? context.req.query("after");
    if (last !== undefined && !/^\d{1,15}$/.test(last)) {
      return problem(400, `Cannot read Last-Event-ID "${last}": expected a sequence`);
    }
    return streamSSE(context, async (stream) => {
      for (let sent = last === undefined ? record.acknowledged : Number(last); !stream.aborted && !stream.closed;) {
        const events = await reader.after(sent, PAGE);
        for (const event of events) {
          await stream.writeSSE({ id: String(event.sequence), event: event.type, data: JSON.stringify(event) });
        }
        sent = events.at(-1)?.sequence ?? sent;
        if (events.length > 0) continue;
        await record.past(sent, KEEP_ALIVE_MS);
        if (record.acknowledged <= sent) await stream.write(": still here\n\n");
      }
    });
  });
  return app;
}
