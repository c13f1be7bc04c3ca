import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { addressesOf, listOf, NEW_ITEM, OfficeText, pathInItem, placeIn } from "../forms/mod.ts";
import { noteDone, whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { expectedVersion } from "./if_match.ts";
import { officeJson, type OfficeWorld } from "./office.ts";
import { SECTIONS } from "../office/mod.ts";
import { type Item, itemIn, specOf, valueAt, writeItem } from "./office_item.ts";
import { FAULTS, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const READS = [{ key: ["office:read"] }];
const WRITES = [{ key: ["office:write"] }];

const Section = z.string().max(32).openapi({
  enum: SECTIONS.map(({ name }) => name),
  description: "As `kontor schema office` describes each, and office.yml has it",
});
const inSection = z.object({ section: Section });
const ofSection = z.object({
  section: Section,
  id: z.string().max(128).openapi({
    description:
      "What people call it: its number or its name; of several that are called the same the second is `NAME~2`",
    example: "101",
  }),
});
const ITEM = { number: "101", name: "Ana Pop", secret: "!kept", ring_for: 25 };
const PARK = { slots: "70-79", come_back_after: 120 };
const Fields = z.looseObject({}).openapi({
  description: "Its fields as office.yml has them; secrets read !kept, and stay what they are when they come back so",
  example: ITEM,
});
const Whole = z.union([Fields, z.literal(false)]).openapi({ example: PARK });
const IF_MATCH = z.object({
  "if-match": z.string().optional().openapi({ description: "The revision of the office, as in the ETag; * for any" }),
});
const Wrong = z.object({
  detail: z.string(),
  faults: z.array(z.object({
    path: z.string().openapi({
      description: "From the item down; elsewhere from the office down",
      example: "ring_for",
    }),
    text: z.string(),
  })),
});
const CHANGES = {
  404: { description: "There is no such section or item; or no office was applied yet" },
  412: { description: "The office has changed since: read it again" },
  422: {
    description: "It has faults, or something else leads to what was to go; nothing was changed",
    content: { "application/problem+json": { schema: Wrong } },
  },
  428: { description: "If-Match is missing" },
  ...FAULTS,
};

/** One thing of the office at a time: an extension, a trunk, a menu; each change is judged as `kontor apply` does, and a revision. */
export function officeItemRoutes(world: OfficeWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const shown = (description: string, schema: z.ZodType) => ({
    200: { description: `${description}; its ETag is the revision`, content: { "application/json": { schema } } },
    404: CHANGES[404],
    ...FAULTS,
  });
  const body = (schema: z.ZodType) => ({ content: { "application/json": { schema } }, required: true });

  const section = createRoute({
    method: "get",
    path: "/{section}",
    summary: "A section of the office: its items in their order, or what it says where it is one thing",
    security: READS,
    request: { params: inSection },
    responses: shown(
      "The section",
      z.union([z.object({ items: z.array(z.object({ id: z.string(), item: Fields })) }), Whole]),
    ),
  });
  app.openapi(section, async (context) => await read(context, context.req.valid("param").section) as never);

  const one = createRoute({
    method: "get",
    path: "/{section}/{id}",
    summary: "One item of the office: an extension, a trunk, a menu",
    security: READS,
    request: { params: ofSection },
    responses: shown("The item", Fields),
  });
  app.openapi(one, async (context) => {
    const { section, id } = context.req.valid("param");
    return await read(context, section, id) as never;
  });

  const putSection = createRoute({
    method: "put",
    path: "/{section}",
    summary: "Changes a section that is one thing, whole",
    security: WRITES,
    request: { params: inSection, headers: IF_MATCH, body: body(Whole) },
    responses: { ...shown("It is this now", Whole), ...CHANGES },
  });
  app.openapi(putSection, async (context) => {
    const given = context.req.valid("json") as Item;
    return await change(context, { section: context.req.valid("param").section, given }) as never;
  });

  const put = createRoute({
    method: "put",
    path: "/{section}/{id}",
    summary: "Changes an item, whole, or adds it as the last of its section",
    description:
      "What says the same stays as it stands in the file, comments and all. A field that is left out is taken away.",
    security: WRITES,
    request: { params: ofSection, headers: IF_MATCH, body: body(Fields) },
    responses: {
      ...shown("It is this now", Fields),
      201: { description: "It is there", content: { "application/json": { schema: Fields } } },
      ...CHANGES,
    },
  });
  app.openapi(put, async (context) => {
    const { section, id } = context.req.valid("param");
    return await change(context, { section, id, given: context.req.valid("json") as Item }) as never;
  });

  const dropSection = createRoute({
    method: "delete",
    path: "/{section}",
    summary: "Takes a section that is one thing away: the box does as it does without it",
    security: WRITES,
    request: { params: inSection, headers: IF_MATCH },
    responses: { 204: { description: "It is gone" }, ...CHANGES },
  });
  app.openapi(dropSection, async (context) => {
    return await change(context, { section: context.req.valid("param").section, given: undefined }) as never;
  });

  const drop = createRoute({
    method: "delete",
    path: "/{section}/{id}",
    summary: "Removes an item, to which nothing else may lead",
    security: WRITES,
    request: { params: ofSection, headers: IF_MATCH },
    responses: { 204: { description: "It is gone" }, ...CHANGES },
  });
  app.openapi(drop, async (context) => {
    const { section, id } = context.req.valid("param");
    return await change(context, { section, id, given: undefined }) as never;
  });

  async function read(context: Context<Visitor>, section: string, id?: string): Promise<Response> {
    const text = await world.office.export();
    const spec = specOf(section, id);
    if (text === undefined || spec === undefined) return noSuch(section, id);
    const file = officeJson(text);
    const headers = { etag: `"${file["revision"]}"`, "cache-control": "no-cache" };
    if (id === undefined && spec.isList) {
      const items = listOf(file[section]);
      const ids = addressesOf(section, items);
      return context.json({ items: items.map((item, nth) => ({ id: ids[nth]!, item })) }, 200, headers);
    }
    const item = itemIn(file, spec, id);
    return item === undefined ? noSuch(section, id) : context.json(item, 200, headers);
  }

  async function change(context: Context<Visitor>, wish: Wish): Promise<Response> {
    const { section, id, given } = wish;
    const expected = expectedVersion(context.req.header("if-match"));
    if (expected instanceof Response) return expected;
    const text = await world.office.export();
    const spec = specOf(section, id);
    if (text === undefined || spec === undefined || (id === undefined && spec.isList)) return noSuch(section, id);
    const office = new OfficeText(text);
    const before = itemIn(officeJson(text), spec, id);
    if (before === undefined && given === undefined) return noSuch(section, id);
    const called = id === undefined || before !== undefined ? id : addressesOf(section, [given])[0];
    if (called !== id) return problem(422, `Cannot add "${id}" to "${section}": what was sent is called "${called}"`);
    const at = placeIn(office, spec, before === undefined && id !== undefined ? NEW_ITEM : id)!;
    writeItem(office, { at, before, given });
    const item = id === undefined ? {} : { item: id };
    const outcome = await world.office.apply(office.toString(), {
      fileName: [section, ...Object.values(item)].join("/"),
      who: whoOf(context),
      expected: expected === "any" ? Number(office.at(["revision"])) : expected,
    });
    if (!outcome.ok) {
      const faults = outcome.faults.map(({ path, text }) => ({ path: pathInItem(path, at), text }));
      return faults.length === 0 ? problem(412, outcome.text) : problem(422, outcome.text, {}, { faults });
    }
    const { revision, changed } = outcome;
    if (changed) await noteDone(world, context, "office.changed", { revision, section, ...item });
    const headers = { etag: `"${revision}"` };
    if (given === undefined) return context.body(null, 204, headers);
    const now = officeJson(await world.office.export() ?? "");
    const saved = valueAt(now, at) as Item;
    if (before !== undefined || id === undefined) return context.json(saved, 200, headers);
    const location = `/api/v1/office/${section}/${encodeURIComponent(id)}`;
    return context.json(saved, 201, { ...headers, location });
  }
  return app;
}

/** What is to become of one thing of the office; undefined: it goes. */
interface Wish {
  readonly section: string;
  /** Undefined: the section is one thing. */
  readonly id?: string | undefined;
  readonly given: Item | undefined;
}

function noSuch(section: string, id: string | undefined): Response {
  const what = id === undefined ? `section "${section}"` : `"${id}" in "${section}"`;
  return problem(404, `Cannot find ${what}: the office has none`);
}
