import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { Begun, type CallControlWorld, Click, dialFor, NOT_NOW } from "./call_control.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Asked = Click.extend({ auto_answer: z.stringbool().default(false) });

/** `GET` and `POST /dial?from=101&to=0722000111`: click to call for programs that can open an address and nothing else. */
export function dialRoutes(world: CallControlWorld): OpenAPIHono<Visitor> {
  const app = resource();
  // An address is written into logs and histories: whoever put a key there is told, before anybody copies the example.
  app.use(async ({ req }, next) => {
    const secret = ["key", "token", "access_token"].find((name) => req.query(name) !== undefined);
    if (secret === undefined) return await next();
    return problem(
      400,
      `Cannot read "${secret}": a key belongs into the header "Authorization", and this one should be removed`,
    );
  });
  for (const method of ["get", "post"] as const) {
    const route = createRoute({
      method,
      path: "/",
      summary: "Click to call by a plain address: the extension's phones ring, then the number",
      security: [{ key: ["calls:dial"] }],
      request: { query: Asked },
      responses: { 202: json("The call has begun", Begun), ...FAULTS, ...NOT_NOW },
    });
    app.openapi(route, async (context) => {
      const { to, ...others } = context.req.valid("query");
      // A plus that nobody has escaped is a space by the time it comes here.
      const wanted = { ...others, to: /^ \d/.test(to) ? `+${to.slice(1)}` : to };
      return await dialFor(world, context, wanted) as never;
    });
  }
  return app;
}
