import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ConfigFault } from "../../core/config/mod.ts";
import { leaveOutRefused } from "../office/mod.ts";
import { noteDone, whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { expectedVersion } from "./if_match.ts";
import { IF_MATCH, MOVED, officeJson, type OfficeWorld } from "./office.ts";
import { FAULTS, json, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Fault = z.object({ path: z.string().openapi({ example: "extensions[3].ring_for" }), text: z.string() });
const Refused = z.object({
  revision: z.int().nullable().openapi({ description: "The newest, where it is refused; null: nothing is" }),
  runs: z.int().nullable().openapi({ description: "The revision that the box runs with instead; null: none" }),
  faults: z.array(Fault),
}).openapi("RefusedOffice");
const LeftOut = z.object({
  revision: z.int(),
  left_out: z.array(z.string()).openapi({ example: ["extensions[3].ring_for"] }),
});

/** `GET` and `DELETE /office/refused`: what the box does not take of the stored office after it was exchanged for another version. */
export function officeRefusedRoutes(world: OfficeWorld): OpenAPIHono<Visitor> {
  const { office } = world;
  const app = resource();
  const look = createRoute({
    method: "get",
    path: "/refused",
    summary: "What this version of the box refuses of the newest revision, which another one has taken",
    security: [{ key: ["office:read"] }],
    responses: { 200: json("All of it", Refused), ...FAULTS },
  });
  app.openapi(look, (context) => {
    const { revision = null, runs = null, faults = [] } = office.refused ?? {};
    return context.json({ revision, runs, faults: faults.map(faultOf) }, 200);
  });

  const leaveOut = createRoute({
    method: "delete",
    path: "/refused",
    summary: "Leaves it out of the office, one thing after another, until the rest holds",
    security: [{ key: ["office:write"] }],
    request: { headers: IF_MATCH },
    responses: {
      200: json("The rest is the office", LeftOut),
      404: { description: "Nothing is refused" },
      ...MOVED,
      422: {
        description: "It cannot be mended by leaving something out; nothing was changed",
        content: { "application/problem+json": { schema: z.object({ detail: z.string(), faults: z.array(Fault) }) } },
      },
      ...FAULTS,
    },
  });
  app.openapi(leaveOut, async (context) => {
    const given = expectedVersion(context.req.header("if-match"));
    if (given instanceof Response) return given as never;
    const { refused } = office;
    const text = await office.export();
    if (refused === undefined || text === undefined) {
      return problem(404, "Cannot leave out what is refused: nothing is") as never;
    }
    const expected = given === "any" ? Number(officeJson(text)["revision"]) : given;
    const who = whoOf(context);
    let outcome: Awaited<ReturnType<typeof office.apply>> | undefined;
    let paths: readonly string[] = [];
    const faults = await leaveOutRefused({ text, refused: refused.faults }, async (rest, left) => {
      paths = left;
      return outcome = await office.apply(rest.toString(), { fileName: "office.yml", who, expected });
    });
    if (faults.length > 0 || outcome === undefined) {
      const detail = "Cannot mend the office by leaving something out";
      return problem(422, detail, {}, { faults: faults.map(faultOf) }) as never;
    }
    if (!outcome.ok) return problem(412, outcome.text) as never;
    const { revision } = outcome;
    await noteDone(world, context, "office.changed", { revision, section: "office", item: paths.join(", ") });
    return context.json({ revision, left_out: [...paths] }, 200, { etag: `"${revision}"` });
  });
  return app;
}

function faultOf({ path, text }: ConfigFault): z.infer<typeof Fault> {
  return { path, text };
}
