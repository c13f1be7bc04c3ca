import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

const PAGE = 500;
/** Proxies and browsers give up a stream that says nothing for a minute; and who may listen no more is seen out by then. */
const KEEP_ALIVE_MS = 5_000;

/** Lines in the order in which they were written. */
export interface Followed<Line extends { readonly sequence: number }> {
  /** The sequence of the last one. */
  readonly last: () => number | Promise<number>;
  readonly after: (sequence: number, limit: number) => Promise<readonly Line[]>;
  /** Resolves once a line behind this one is there, or when the time is up. */
  readonly past: (sequence: number, withinMs: number) => Promise<void>;
  /** A line as it is told: the name of its event, and its JSON. */
  readonly tell: (line: Line) => Promise<readonly [string, string]> | readonly [string, string];
}

/**
 * A server-sent event for each line (WHATWG HTML §9.2). It begins with what comes next, or behind `Last-Event-ID`, so that who
 * was cut off misses nothing and hears nothing twice; it ends once the key may listen no more.
 */
export function follow<Line extends { readonly sequence: number }>(
  context: Context<Visitor>,
  { last, after, past, tell }: Followed<Line>,
): Response {
  const behind = context.req.header("last-event-id") ?? context.req.query("after");
  if (behind !== undefined && !/^\d{1,15}$/.test(behind)) {
    return problem(400, `Cannot read Last-Event-ID "${behind}": expected a sequence`);
  }
  const still = context.get("still");
  return streamSSE(context, async (stream) => {
    for (let sent = behind === undefined ? await last() : Number(behind); !stream.aborted && !stream.closed;) {
      const lines = await after(sent, PAGE);
      if (!await still()) return;
      for (const line of lines) {
        const [event, data] = await tell(line);
        await stream.writeSSE({ id: String(line.sequence), event, data });
      }
      sent = lines.at(-1)?.sequence ?? sent;
      if (lines.length > 0) continue;
      await past(sent, KEEP_ALIVE_MS);
      if (await last() <= sent) await stream.write(": still here\n\n");
    }
  });
}
