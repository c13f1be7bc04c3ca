/**
 * The REST interface under `/api/v1`. Loaded with the first request for it: an office that has no use for it does without.
 *
 * @module
 */
import { OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import type { ApiKey } from "../../core/store/mod.ts";
import { API_PATH } from "./api_path.ts";
import { callRoutes } from "./calls.ts";
import { eventRoutes, type EventWorld } from "./events.ts";
import { mayDo, type Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

export interface ApiWorld extends EventWorld {
  readonly version: string;
  readonly keyOf: (key: string) => ApiKey | undefined;
}

/** Every resource, each behind the scope that opens it; faults are `application/problem+json`. */
export function apiRoutes(world: ApiWorld): OpenAPIHono<Visitor> {
  const app = new OpenAPIHono<Visitor>().basePath(API_PATH);
  app.use("/calls/*", mayDo("calls:read", world.keyOf), etag());
  app.use("/events", mayDo("record:read", world.keyOf));
  app.route("/calls", callRoutes(world.reader));
  app.route("/events", eventRoutes(world));
  app.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Kontor", version: world.version } });
  app.notFound(({ req }) => problem(404, `Cannot find "${req.path}"`));
  return app;
}
