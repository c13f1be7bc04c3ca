import { Hono } from "hono";
import { API_PATH, type ApiWorld, healthRoutes, type HealthWorld, loadApi } from "../api/mod.ts";
import type { Caller } from "../page/mod.ts";

/** What answers a request, once it was loaded. */
export interface Loaded {
  fetch(request: Request, caller: Caller): Response | Promise<Response>;
}

export interface BoxWorld extends HealthWorld, ApiWorld {
  /** The desk, opened by the first request for a page. */
  readonly openDesk: () => Promise<Loaded>;
  /** What an authority that gives certificates is to find under a token (RFC 8555 §8.3). */
  readonly challenge: (token: string) => string | undefined;
}

/** All that the box answers over HTTP. What `/api` and the desk need is loaded by the first request for it. */
export function boxRoutes(world: BoxWorld): Hono<{ Bindings: Caller }> {
  const app = new Hono<{ Bindings: Caller }>();
  app.route("/", healthRoutes(world));
  app.get("/.well-known/acme-challenge/:token", ({ req, text, notFound }) => {
    const answer = world.challenge(req.param("token"));
    return answer === undefined ? notFound() : text(answer);
  });
  const api = lazily(() => loadApi(world));
  const desk = lazily(world.openDesk);
  // What the interface says of itself for people is a page of the desk.
  app.get(`${API_PATH}/docs`, async ({ req, env }) => await (await desk()).fetch(req.raw, env));
  app.all(`${API_PATH}/*`, async ({ req, env }) => await (await api()).fetch(req.raw, env));
  app.all("*", async ({ req, env }) => await (await desk()).fetch(req.raw, env));
  app.onError((error) => {
    // Whoever serves the app logs it and answers 500.
    throw error;
  });
  return app;
}

/** Once, unless it failed: then the next one tries again. */
function lazily(load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  return () =>
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
}
