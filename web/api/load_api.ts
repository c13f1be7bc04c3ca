import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiWorld } from "./api.ts";
import type { Visitor } from "./gate.ts";

/** The REST interface, with the libraries that it takes: to be called with the first request for it. */
export async function loadApi(world: ApiWorld): Promise<OpenAPIHono<Visitor>> {
  const { apiRoutes } = await import("./api.ts");
  return apiRoutes(world);
}
