import { Hono } from "hono";
import { formatMetrics } from "./metrics.ts";
import { problem } from "./problem.ts";
import { NO_PAGE } from "./security.ts";

/** How the box is; `draining` while it takes no new calls because it is about to stop. */
export interface Health {
  readonly status: "ok" | "draining";
  readonly [fact: string]: string | number | boolean;
}

export interface HealthWorld {
  health(): Health;
  /** Gauges and counters by name; see `formatMetrics`. */
  figures(): Readonly<Record<string, number>>;
}

/** `GET /healthz` for load balancers and systemd, `GET /metrics` for Prometheus; everything else is no such page. */
export function healthRoutes(world: HealthWorld): Hono {
  const app = new Hono();
  for (const path of ["/healthz", "/metrics"]) app.use(path, NO_PAGE);
  app.get("/healthz", (context) => {
    const health = world.health();
    context.header("cache-control", "no-store");
    return context.json(health, health.status === "ok" ? 200 : 503);
  });
  app.get("/metrics", (context) => {
    context.header("cache-control", "no-store");
    context.header("content-type", "text/plain; version=0.0.4; charset=utf-8");
    return context.body(formatMetrics(world.figures()));
  });
  for (const path of ["/healthz", "/metrics"]) {
    app.all(path, ({ req }) => problem(405, `Cannot ${req.method} "${path}": expected GET`, { allow: "GET, HEAD" }));
  }
  app.notFound(({ req }) => problem(404, `Cannot find "${req.path}"`));
  app.onError((error) => {
    // Whoever serves the app logs it and answers 500.
    throw error;
  });
  return app;
}
