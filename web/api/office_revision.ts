import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type FieldChange, type ItemChange, KEPT_SECRET, OfficeValues } from "../forms/mod.ts";
import { differenceTo, officeNow, putBack, revisionWith } from "../office/mod.ts";
import { noteDone, whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { expectedVersion } from "./if_match.ts";
import { IF_MATCH, KEPT, MOVED, type OfficeWorld, refusedOffice } from "./office.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Value = z.unknown().openapi({ description: "As the file has it, `!kept` for a secret; null: nothing is said" });
const Change = z.object({
  section: z.string().openapi({ example: "extensions" }),
  how: z.enum(["added", "removed", "changed", "reordered"]).openapi({
    description: "reordered: all are as they were, in another order",
  }),
  name: Maybe.openapi({ description: "What people call it; null: the section itself", example: "101" }),
  id: Maybe.openapi({
    description: "As in `/office/{section}/{id}`; null: it was removed, or is the section itself",
    example: "101",
  }),
  fields: z.array(z.object({
    path: z.string().openapi({ example: "forward.busy" }),
    before: Value,
    after: Value,
  })),
}).openapi("OfficeChange");
const Told = z.object({
  revision: z.int(),
  at: Moment,
  who: z.string(),
  note: z.string(),
  back_to: z.int().nullable().openapi({ description: "The revision that somebody went back to" }),
  changes: z.array(Change).openapi({ description: "None: how it is written was changed, and nothing that it says" }),
}).openapi("OfficeRevision");

const Difference = z.object({
  changes: z.array(Change).openapi({ description: "None: the office is as it was then" }),
}).openapi("OfficeDifference");
const READS = [{ key: ["office:read"] }];
const params = z.object({ revision: z.coerce.number().int().min(1) });
const NONE = { description: "There is no such revision" };

/** `GET /office/revisions/{revision}`: who changed what, as the desk's history tells it. */
export function officeRevisionRoutes(world: OfficeWorld): OpenAPIHono<Visitor> {
  const { office } = world;
  const parts = { office, officeReader: { read: (text: string) => new OfficeValues(text) } };
  const app = resource();
  const one = createRoute({
    method: "get",
    path: "/revisions/{revision}",
    summary: "One revision of the office: whose, when, and what it changed",
    security: READS,
    request: { params },
    responses: { 200: json("The revision", Told), 404: NONE, ...FAULTS },
  });
  app.openapi(one, async (context) => {
    const wanted = context.req.valid("param").revision;
    const found = await revisionWith(parts, wanted);
    if (found === undefined) return noRevision(wanted) as never;
    const { revision, at, who, note, backTo = null, changes } = found.told;
    const head = { revision, at: new Date(at).toISOString(), who, note, back_to: backTo };
    return context.json({ ...head, changes: changes.map(changeOf) }, 200);
  });

  const difference = createRoute({
    method: "get",
    path: "/revisions/{revision}/difference",
    summary: "What going back to a revision would change",
    security: READS,
    request: { params },
    responses: { 200: json("The difference", Difference), 404: NONE, ...FAULTS },
  });
  app.openapi(difference, async (context) => {
    const { revision } = context.req.valid("param");
    const changes = await differenceTo(parts, revision, await officeNow(parts));
    if (changes === undefined) return noRevision(revision) as never;
    return context.json({ changes: changes.map(changeOf) }, 200);
  });

  const oneBack = createRoute({
    method: "post",
    path: "/revisions/{revision}/put-back",
    summary: "Puts one thing back as it was before a revision, and leaves what was changed besides and since",
    security: [{ key: ["office:write"] }],
    request: {
      params,
      headers: IF_MATCH,
      body: {
        ...json(
          "Which of its changes",
          z.strictObject({
            change: z.int().min(0).openapi({ description: "From 0, as `changes` of the revision has them" }),
          }),
        ),
        required: true,
      },
    },
    responses: {
      200: json("The office as it is now", z.object({ revision: z.int(), changed: z.boolean() })),
      404: NONE,
      409: { description: "It is not there any more, or only its order was changed" },
      ...MOVED,
      422: { description: "It does not fit any more; nothing was changed" },
      ...FAULTS,
    },
  });
  app.openapi(oneBack, async (context) => {
    const expected = expectedVersion(context.req.header("if-match"));
    if (expected instanceof Response) return expected as never;
    const { revision } = context.req.valid("param");
    const { change: nth } = context.req.valid("json");
    const found = await revisionWith(parts, revision);
    const change = found?.told.changes[nth];
    if (found === undefined) return noRevision(revision) as never;
    if (change === undefined) return problem(404, `Cannot find change "${nth}" of revision "${revision}"`) as never;
    const now = await officeNow(parts);
    const text = putBack(now, change);
    const { section, name } = change;
    if (text === undefined) return problem(409, `Cannot put "${name}" back: it is not there any more`) as never;
    const outcome = await office.apply(text, {
      ...{ fileName: section.name, who: whoOf(context), secretsOf: found.before },
      expected: expected === "any" ? now.revision : expected,
    });
    if (!outcome.ok) return refusedOffice(outcome) as never;
    const facts = { revision: outcome.revision, section: section.name, ...name === "" ? {} : { item: name } };
    if (outcome.changed) await noteDone(world, context, "office.changed", facts);
    const { revision: newest, changed } = outcome;
    return context.json({ revision: newest, changed }, 200, { etag: `"${newest}"` });
  });

  return app;
}

function noRevision(wanted: number): Response {
  return problem(404, `Cannot find revision "${wanted}": the office has none such`);
}

function changeOf({ section, how, name, address, fields }: ItemChange): z.infer<typeof Change> {
  return {
    section: section.name,
    how,
    name: name === "" ? null : name,
    id: address ?? null,
    fields: fields.map(({ field, before, after }) => {
      return { path: field.path, before: valueOf(field, before), after: valueOf(field, after) };
    }),
  };
}

/** Nobody is told a secret, however the file has it. */
function valueOf({ kind }: FieldChange["field"], value: unknown): unknown {
  if (value === undefined) return null;
  return kind.is === "secret" ? KEPT : plain(value);
}

function plain(value: unknown): unknown {
  if (value === KEPT_SECRET) return KEPT;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
