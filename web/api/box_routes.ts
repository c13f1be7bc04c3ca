import type { Hono } from "hono";
import { API_PATH } from "./api_path.ts";
import type { ApiWorld } from "./api.ts";
import { healthRoutes, type HealthWorld } from "./health.ts";

/** All that the box answers over HTTP. What `/api` needs is loaded by the first request for it. */
export function boxRoutes(world: HealthWorld & ApiWorld): Hono {
  const app = healthRoutes(world);
  let loading: Promise<{ fetch(request: Request): Response | Promise<Response> }> | undefined;
  app.all(`${API_PATH}/*`, async ({ req }) => {
    loading ??= import("./api.ts").then(({ apiRoutes }) => apiRoutes(world));
    return await (await loading).fetch(req.raw);
  });
  return app;
}
