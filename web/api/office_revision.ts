import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type FieldChange, type ItemChange, KEPT_SECRET, OfficeValues } from "../forms/mod.ts";
import { toldRevision } from "../office/mod.ts";
import type { OfficeDoor } from "../page/mod.ts";
import type { Visitor } from "./gate.ts";
import { KEPT } from "./office.ts";
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

/** `GET /office/revisions/{revision}`: who changed what, as the desk's history tells it. */
export function officeRevisionRoutes(
  { office }: { readonly office: Pick<OfficeDoor, "documentOf" | "revisions"> },
): OpenAPIHono<Visitor> {
  const parts = { office, officeReader: { read: (text: string) => new OfficeValues(text) } };
  const app = resource();
  const one = createRoute({
    method: "get",
    path: "/revisions/{revision}",
    summary: "One revision of the office: whose, when, and what it changed",
    security: [{ key: ["office:read"] }],
    request: { params: z.object({ revision: z.coerce.number().int().min(1) }) },
    responses: { 200: json("The revision", Told), 404: { description: "There is no such revision" }, ...FAULTS },
  });
  app.openapi(one, async (context) => {
    const wanted = context.req.valid("param").revision;
    const all = await office.revisions();
    const nth = all.findIndex(({ revision }) => revision === wanted);
    const found = all[nth];
    const told = found && await toldRevision(parts, found, all[nth - 1]?.revision ?? 0);
    if (told === undefined) return problem(404, `Cannot find revision "${wanted}": the office has none such`) as never;
    const { revision, at, who, note, backTo = null, changes } = told;
    const head = { revision, at: new Date(at).toISOString(), who, note, back_to: backTo };
    return context.json({ ...head, changes: changes.map(changeOf) }, 200);
  });
  return app;
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
