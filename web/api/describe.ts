import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { API_SCOPES } from "../../core/store/mod.ts";
import { API_PATH } from "./api_path.ts";
import { fillExamples } from "./examples.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json } from "./openapi.ts";
import { TOKEN_FOR_MS } from "./tokens.ts";

type Document = ReturnType<OpenAPIHono<Visitor>["getOpenAPI31Document"]>;
const METHODS = ["get", "put", "post", "patch", "delete"] as const;

/** The interface as it describes itself (OpenAPI 3.1): grouped by resource, each operation with a name of its own. */
export function describeApi(app: OpenAPIHono<Visitor>, version: string): Document {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Kontor", version },
    security: [{ key: [] }],
  });
  const tags = new Set<string>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const segments = path.replace(`${API_PATH}/`, "").split("/");
    const [tag = ""] = segments;
    tags.add(tag);
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      operation.tags = [tag];
      operation.operationId = [method, ...segments].join("-").replace(/[{}.]/g, "");
    }
  }
  fillExamples(document);
  return { ...document, tags: [...tags].sort().map((name) => ({ name })) };
}

/** Registers how programs prove who they are, and what is answered by streams that no schema describes. */
export function registerTheRest({ openAPIRegistry: registry }: OpenAPIHono<Visitor>): void {
  registry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  const flow = { tokenUrl: `${API_PATH}/token`, scopes: Object.fromEntries(API_SCOPES.map((scope) => [scope, scope])) };
  registry.registerComponent("securitySchemes", "oauth2", { type: "oauth2", flows: { clientCredentials: flow } });
  const events = { after: z.coerce.number().int().optional().openapi({ description: "As `Last-Event-ID`" }) };
  const Behind = z.object({
    "last-event-id": z.string().optional().openapi({ description: "The last one that was seen" }),
  });
  const stream = {
    method: "get",
    description: "It begins with what comes next, or behind `Last-Event-ID`: who was cut off misses nothing.",
    responses: {
      200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
      ...FAULTS,
    },
  } as const;
  registry.registerPath({
    ...stream,
    path: "/events",
    summary: "The record of calls as it is written: a server-sent event for each of its own",
    security: [{ key: ["record:read"] }],
    request: { query: z.object(events), headers: Behind },
  });
  const tenant = z.string().max(64).optional().openapi({
    description: "Of the list of this phone system under `pbx` of office.yml; of the box's own, when left out",
  });
  registry.registerPath({
    ...stream,
    path: "/missed/events",
    summary:
      "The journal of missed calls as it is written: a server-sent event for each line, with the entry as it is now",
    security: [{ key: ["missed:read"] }],
    request: { query: z.object({ ...events, tenant }), headers: Behind },
    responses: { ...stream.responses, 404: { description: "Nobody has told the box of such a system" } },
  });
  const Refused = z.object({ error: z.string(), error_description: z.string() });
  registry.registerPath({
    method: "post",
    path: "/token",
    summary: "A short-lived token for a key (OAuth 2.0, client credentials)",
    description: "It may do what the key may, or the part of it that is asked for; and for the same extensions.",
    security: [],
    request: {
      body: {
        required: true,
        content: {
          "application/x-www-form-urlencoded": {
            schema: z.object({
              grant_type: z.literal("client_credentials"),
              client_id: z.string().openapi({ description: "The name of the key; or in the header, with Basic" }),
              client_secret: z.string().openapi({ description: "The key itself" }),
              scope: z.string().optional().openapi({
                description: "Scopes, with spaces between",
                example: "calls:read",
              }),
            }),
          },
        },
      },
    },
    responses: {
      200: json(
        "The token",
        z.object({
          access_token: z.string(),
          token_type: z.literal("Bearer"),
          expires_in: z.int().openapi({ example: TOKEN_FOR_MS / 1_000 }),
          scope: z.string(),
        }),
      ),
      400: json("Another grant, or a scope that the key does not have", Refused),
      401: json("No such key", Refused),
      429: FAULTS[429],
    },
  });
}
