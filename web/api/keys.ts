import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { API_SCOPES, type ApiKey } from "../../core/store/mod.ts";
import { addKey, type Giver, keyFacts, type KeyParts, type KeyRefused, mayGive, removeKey } from "../keys/mod.ts";
import { cutPage, WHICH_PAGE } from "./cut_page.ts";
import { type AuditWorld, noteDone, whoOf } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Scopes = z.array(z.enum(API_SCOPES)).openapi({ example: ["calls:read"] });
const Given = z.object({
  name: z.string().trim().min(1).max(64).openapi({ description: "What it is for: crm, wallboard" }),
  scopes: Scopes.min(1),
  extensions: z.array(z.string().trim().max(32)).max(1_000).default([]).openapi({
    description: "On whose behalf it may act; none: everybody's",
    example: ["101"],
  }),
});
const Key = z.object({
  name: z.string(),
  scopes: Scopes,
  extensions: z.array(z.string()).nullable().openapi({ description: "null: it may act for everybody" }),
  created_at: Moment,
  created_by: z.string().openapi({ description: "As he signs in, or `key:` and a key's name", example: "ana" }),
}).openapi("Key");
const NewKey = Key.extend({
  key: z.string().openapi({ description: "The key itself: nobody is told it a second time", example: "kontor_3f9a" }),
});
const READS = [{ key: ["keys:read"] }];
const WRITES = [{ key: ["keys:write"] }];

export type KeyWorld = AuditWorld & KeyParts;

/** `/keys`: the keys of programs. Whoever asks with one gives and takes back only what it may itself. */
export function keyRoutes(world: KeyWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The keys of programs, oldest first, without the keys themselves",
    description: "A key for some extensions is shown those that are for these alone.",
    security: READS,
    request: { query: WHICH_PAGE },
    responses: { 200: json("A page of keys", z.object({ keys: z.array(Key), next: Maybe })), ...FAULTS },
  });
  app.openapi(list, (context) => {
    const page = cutPage(
      seenBy(context, world),
      context.req.valid("query"),
      ({ createdAt, name }) => [createdAt, name],
    );
    if (page instanceof Response) return page as never;
    return context.json({ keys: page.rows.map(shownOf), next: page.next }, 200);
  });

  const add = createRoute({
    method: "post",
    path: "/",
    summary: "Makes a key for a program",
    description:
      "It may what is named here and nothing else, and no key gives a scope or an extension that it does not have. " +
      "What one key has made stays when that one is taken back.",
    security: WRITES,
    request: { body: { ...json("What it may", Given), required: true } },
    responses: {
      201: json("The key", NewKey),
      409: { description: "There is one of that name" },
      422: { description: "The office has no such extension" },
      ...FAULTS,
    },
  });
  app.openapi(add, async (context) => {
    const { name, scopes, extensions } = context.req.valid("json");
    const wish = { name, scopes: [...new Set(scopes)], extensions: [...new Set(extensions)] };
    const made = await addKey(world, wish, giverOf(context));
    if ("refused" in made) return refusal(context, made, name) as never;
    await noteDone(world, context, "key.added", keyFacts(wish));
    const kept = world.keys.all().find((key) => key.name === name)!;
    const location = `/api/v1/keys/${encodeURIComponent(name)}`;
    return context.json({ ...shownOf(kept), key: made.key }, 201, { location, "cache-control": "no-store" });
  });

  const remove = createRoute({
    method: "delete",
    path: "/{name}",
    summary: "Takes a key back: who has it is let in no more, with tokens neither",
    description: "One that may no more than the key that asks; also that one itself.",
    security: WRITES,
    request: { params: z.object({ name: z.string() }) },
    responses: { 204: { description: "It is good for nothing now" }, 404: { description: "No such key" }, ...FAULTS },
  });
  app.openapi(remove, async (context) => {
    const { name } = context.req.valid("param");
    const isSeen = seenBy(context, world).some((key) => key.name === name);
    const refused = isSeen ? await removeKey(world, name, giverOf(context)) : { refused: "gone" } as const;
    if (refused !== undefined) return refusal(context, refused, name) as never;
    await noteDone(world, context, "key.removed", { key: name });
    return context.body(null, 204);
  });
  return app;
}

/** Keys for others than its own extensions are nothing to a key. */
function seenBy(context: Context<Visitor>, { keys }: KeyWorld): readonly ApiKey[] {
  const asking = context.get("key");
  return keys.all().filter((key) => mayGive({ ...key, scopes: [] }, { key: asking }) === undefined);
}

function giverOf(context: Context<Visitor>): Giver {
  return { who: whoOf(context), key: context.get("key") };
}

function shownOf({ name, scopes, extensions, createdAt, createdBy }: ApiKey): z.infer<typeof Key> {
  return {
    name,
    scopes: [...scopes],
    extensions: extensions === undefined ? null : [...extensions],
    created_at: new Date(createdAt).toISOString(),
    created_by: createdBy,
  };
}

function refusal(context: Context<Visitor>, outcome: KeyRefused, name: string): Response {
  switch (outcome.refused) {
    case "gone":
      return problem(404, `Cannot find key "${name}": there is none of that name`);
    case "taken":
      return problem(409, `Cannot make key "${name}": there is one of that name`);
    case "name":
      return problem(400, `Cannot make key "${name}": expected a name of 1 to 64 characters`);
    case "nothing":
      return problem(400, `Cannot make key "${name}": expected "scopes" to name one at least`);
    case "no-such":
      return problem(
        422,
        `Cannot make key "${name}": "extensions" names "${outcome.extension}", and there is none`,
        {},
        {
          faults: [{ path: "extensions", value: outcome.extension }],
        },
      );
    case "extension":
      return notFor(context, outcome.extension)!;
    case "scope": {
      const { name: asking } = context.get("key");
      // What is refused is what it would have to have itself.
      context.set("needs", outcome.scope);
      return problem(403, `Cannot give or take back "${outcome.scope}": key "${asking}" may not "${outcome.scope}"`);
    }
  }
}
