import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { parseDocument, type ScalarTag } from "yaml";
import type { ConfigFault } from "../../core/config/mod.ts";
import type { OfficeDoor } from "../page/mod.ts";
import { type AuditWorld, noteDone, whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { expectedVersion } from "./if_match.ts";
import { FAULTS, json, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

export interface OfficeWorld extends AuditWorld {
  readonly office: OfficeDoor;
}

type Refused = Extract<Awaited<ReturnType<OfficeDoor["apply"]>>, { readonly ok: false }>;

const YAML = "application/yaml";
const READS = [{ key: ["office:read"] }];
const WRITES = [{ key: ["office:write"] }];
/** A secret that stays what it is; JSON has no tags, so that there it is this text. */
export const KEPT = "!kept";
const KEPT_TAG: ScalarTag = { tag: KEPT, resolve: () => KEPT };

const whole = { "application/yaml": { schema: z.string() }, "application/json": { schema: z.looseObject({}) } };
const Revision = z.object({ revision: z.int(), at: Moment, who: z.string(), note: z.string() });
const Applied = z.object({
  revision: z.int(),
  changed: z.boolean().openapi({ description: "false: the box had exactly this already" }),
});
const Wrong = z.object({
  detail: z.string(),
  faults: z.array(z.object({ path: z.string(), line: z.int(), column: z.int(), text: z.string() })),
});
const JUDGED = {
  422: {
    description: "It has faults; nothing was changed",
    content: { "application/problem+json": { schema: Wrong } },
  },
};

export const IF_MATCH: z.ZodObject<{ "if-match": z.ZodOptional<z.ZodString> }> = z.object({
  "if-match": z.string().optional().openapi({
    description: "The revision that it was made of; * for whatever there is",
  }),
});
/** Why a change of the office is not made that others would not have seen. */
export const MOVED: Readonly<Record<412 | 428, { readonly description: string }>> = {
  412: { description: "The office has changed since: read it again" },
  428: { description: "If-Match is missing" },
};

/** The office file, whole, as `kontor export` and `kontor apply` see it; and its history. */
export function officeRoutes(world: OfficeWorld): OpenAPIHono<Visitor> {
  const { office } = world;
  const app = resource();
  const read = createRoute({
    method: "get",
    path: "/",
    summary: "The office file, in YAML or JSON; its secrets read !kept, and stay what they are when they come back so",
    security: READS,
    responses: {
      200: { description: "The file; its ETag is the revision", content: whole },
      404: { description: "No office was applied yet" },
      ...FAULTS,
    },
  });
  app.openapi(read, async (context) => {
    const text = await office.export();
    if (text === undefined) return problem(404, "Cannot show the office: none was applied yet") as never;
    const file = officeJson(text);
    const headers = { etag: `"${file["revision"]}"`, vary: "accept", "cache-control": "no-cache" };
    const wantsJson = /\bapplication\/json\b/.test(context.req.header("accept") ?? "");
    return wantsJson
      ? context.json(file, 200, headers)
      : context.body(text, 200, { ...headers, "content-type": YAML }) as never;
  });

  const put = createRoute({
    method: "put",
    path: "/",
    summary: "Applies an office file: whole, or not at all",
    security: WRITES,
    request: {
      body: {
        description: "In YAML; or in JSON, where it says so",
        // JSON is not read here: its faults are told by their lines.
        content: { [YAML]: { schema: z.string() } },
        required: true,
      },
      headers: IF_MATCH,
    },
    responses: {
      200: json("The office is this", Applied),
      ...MOVED,
      ...JUDGED,
      ...FAULTS,
    },
  });
  app.openapi(put, async (context) => {
    const expected = expectedVersion(context.req.header("if-match"));
    if (expected instanceof Response) return expected as never;
    const isJson = /^application\/json\b/.test(context.req.header("content-type") ?? "");
    const given = await context.req.text();
    const text = isJson ? given.replaceAll(/(?<!\\)"!kept"/g, `${KEPT} ""`) : given;
    const options = { fileName: isJson ? "office.json" : "office.yml", who: whoOf(context) };
    const outcome = await office.apply(text, expected === "any" ? options : { ...options, expected });
    if (!outcome.ok) return refusedOffice(outcome) as never;
    const { revision, changed } = outcome;
    if (changed) await noteDone(world, context, "office.changed", { revision });
    return context.json({ revision, changed }, 200, { etag: `"${revision}"` });
  });

  const revisions = createRoute({
    method: "get",
    path: "/revisions",
    summary: "The history of the office, newest first",
    security: READS,
    responses: { 200: json("Its revisions", z.object({ revisions: z.array(Revision) })), ...FAULTS },
  });
  app.openapi(revisions, async (context) => {
    const all = (await office.revisions()).map((each) => ({ ...each, at: new Date(each.at).toISOString() }));
    return context.json({ revisions: all.reverse() }, 200);
  });

  const back = createRoute({
    method: "post",
    path: "/revisions/{revision}/rollback",
    summary: "Makes an older revision the newest one",
    description: "As long as nobody has changed it since the revision that `If-Match` names.",
    security: WRITES,
    request: { params: z.object({ revision: z.coerce.number().int().min(1) }), headers: IF_MATCH },
    responses: {
      200: json("The office is as it was then", z.object({ revision: z.int() })),
      404: { description: "There is no such revision" },
      ...MOVED,
      ...JUDGED,
      ...FAULTS,
    },
  });
  app.openapi(back, async (context) => await rollBack(world, context, context.req.valid("param").revision) as never);
  return app;
}

/** The office file as JSON has it. */
export function officeJson(text: string): Readonly<Record<string, unknown>> {
  return parseDocument(text, { customTags: [KEPT_TAG] }).toJS();
}

async function rollBack(world: OfficeWorld, context: Context<Visitor>, wanted: number): Promise<Response> {
  const expected = expectedVersion(context.req.header("if-match"));
  if (expected instanceof Response) return expected;
  const { office } = world;
  const outcome = await office.rollback(wanted, whoOf(context), expected === "any" ? undefined : expected);
  if (!outcome.ok) {
    const isThere = (await office.revisions()).some(({ revision }) => revision === wanted);
    return isThere ? refusedOffice(outcome) : problem(404, outcome.text);
  }
  await noteDone(world, context, "office.rolled-back", { to: wanted, revision: outcome.revision });
  return context.json({ revision: outcome.revision }, 200, { etag: `"${outcome.revision}"` });
}

/** Without a fault in the file it was refused for what it was made of. */
export function refusedOffice({ text, faults }: Refused): Response {
  return faults.length === 0 ? problem(412, text) : problem(422, text, {}, { faults: faults.map(faultOf) });
}

function faultOf({ path, line, column, text }: ConfigFault): z.infer<typeof Wrong>["faults"][number] {
  return { path, line, column, text };
}
