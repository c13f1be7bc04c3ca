import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { ASTERISK_FILES } from "../../core/directory/mod.ts";
import type { AsteriskDesk } from "../../features/asterisk/mod.ts";
import { FAULTS, resource } from "./openapi.ts";
import type { Visitor } from "./gate.ts";

const MOST = 5_000;
const FORMATS = { text: "text/plain; charset=utf-8", jsonl: "application/jsonl" } as const;

const Wanted = z.object({
  cursor: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).openapi({
    description: "`Kontor-Cursor` of the page before; 0 is the beginning of the record",
  }),
  limit: z.coerce.number().int().min(1).max(MOST).default(1_000).openapi({
    description: "Lines; those of one event are never parted",
  }),
  format: z.enum(["text", "jsonl"]).optional().openapi({
    description: "text: lines as Asterisk writes them; jsonl: a JSON object a line, its keys as FreePBX's columns",
  }),
});

/**
 * `GET /asterisk/{file}`: what Asterisk would have written of the record, oldest first, whether the box keeps it as a file or
 * not. Whoever asks again with the cursor that he was told goes on where he was: each line once, today and tomorrow.
 */
export function asteriskRoutes(desk: Pick<AsteriskDesk, "lines">): OpenAPIHono<Visitor> {
  const app = resource();
  const route = createRoute({
    method: "get",
    path: "/{file}",
    summary: "The record as lines of Asterisk's Master.csv (cdr), cel_custom (cel) or queue_log, oldest first",
    security: [{ key: ["record:read"] }],
    request: { params: z.object({ file: z.enum(ASTERISK_FILES) }), query: Wanted },
    responses: {
      200: {
        description: "A page of lines; empty where there is nothing new",
        headers: z.object({
          "Kontor-Cursor": z.string().openapi({ description: "Where the next page begins" }),
          "Kontor-More": z.enum(["yes", "no"]).openapi({ description: "Whether the record goes on now" }),
        }),
        content: {
          "text/plain": { schema: z.string() },
          "application/jsonl": { schema: z.string() },
        },
      },
      ...FAULTS,
    },
  });
  app.openapi(route, async (context) => {
    const { file } = context.req.valid("param");
    const { cursor: after, limit, format } = context.req.valid("query");
    const { lines, last, isEnd } = await desk.lines({ ledger: file, after, limit });
    const isJson = (format ?? (context.req.header("accept")?.includes(FORMATS.jsonl) ? "jsonl" : "text")) === "jsonl";
    const body = lines.map(({ text, fields }) => isJson ? `${JSON.stringify(fields)}\n` : text).join("");
    return new Response(body, {
      headers: {
        "content-type": FORMATS[isJson ? "jsonl" : "text"],
        "vary": "accept",
        "kontor-cursor": String(last),
        "kontor-more": isEnd ? "no" : "yes",
      },
    }) as never;
  });
  return app;
}
