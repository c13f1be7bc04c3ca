import { Hono } from "hono";
import type { RecordLog, RecordReader } from "../../core/store/mod.ts";
import { follow } from "./follow.ts";
import type { Visitor } from "./gate.ts";

export interface EventWorld {
  readonly reader: RecordReader;
  readonly record: Pick<RecordLog, "acknowledged" | "past">;
}

/** `GET /events`: the record as it is written, an event for each of its own. */
export function eventRoutes({ reader, record }: EventWorld): Hono<Visitor> {
  const app = new Hono<Visitor>();
  app.get("/", (context) =>
    follow(context, {
      last: () => record.acknowledged,
      after: (sequence, limit) => reader.after(sequence, limit),
      past: (sequence, withinMs) => record.past(sequence, withinMs),
      tell: (event) => [event.type, JSON.stringify(event)],
    }));
  return app;
}
