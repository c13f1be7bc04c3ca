import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { PastChange } from "../../core/store/mod.ts";
import { maySee, whoseIs } from "../../features/contacts/mod.ts";
import {
  Contact,
  contactOf,
  type ContactWorld,
  IF_MATCH,
  mayNotBeSeenBy,
  MOVED,
  readerOf,
  refusal,
} from "./contacts.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { noteDone, whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { expectedVersion } from "./if_match.ts";
import { problem } from "./problem.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";

const MOST = 200;
const Change = z.object({
  id: z.int(),
  at: Moment,
  who: z.string().openapi({ description: "Who signed in, or `key:` and the name of a key" }),
  contact: z.string().openapi({ example: "p3f9a0c2e4b6d8f01" }),
  before: Contact.nullable().openapi({ description: "null: it was added" }),
  after: Contact.nullable().openapi({ description: "null: it was deleted" }),
}).openapi("ContactChange");
const NONE = { description: "There is no such change, or nothing of it is left to be undone" };

/** `GET /contacts/changes` by hand, the last thousand, and `POST /contacts/changes/{change}/undo`. */
export function contactChangeRoutes(world: ContactWorld): OpenAPIHono<Visitor> {
  const { contacts } = world;
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "Who changed contacts by hand, what they said before and after, newest first",
    description: "The last thousand changes; an import is none. A key for some extensions is told of contacts that " +
      "they see, before and after.",
    security: [{ key: ["contacts:read"] }],
    request: {
      query: z.object({
        contact: z.string().max(64).optional().openapi({ description: "Only those of this contact, by its id" }),
        cursor: z.string().max(64).optional().openapi({ description: "`next` of the page before" }),
        limit: z.coerce.number().int().min(1).max(MOST).default(50),
      }),
    },
    responses: {
      200: json("A page of changes", z.object({ changes: z.array(Change), next: Maybe })),
      ...FAULTS,
    },
  });
  app.openapi(list, (context) => {
    const { contact, cursor, limit } = context.req.valid("query");
    const place = readCursor(cursor, ["number"]);
    if (place instanceof Response) return place as never;
    const [before = Infinity] = place ?? [];
    const found = contacts.changes().filter((past) =>
      past.id < Number(before) && (contact === undefined || whoseIs(past) === contact) && sees(context, past)
    );
    const page = found.slice(0, limit);
    const next = found.length > limit ? writeCursor([page.at(-1)!.id]) : null;
    return context.json({ changes: page.map(shownOf), next }, 200);
  });

  const undo = createRoute({
    method: "post",
    path: "/{change}/undo",
    summary: "Puts a contact back as it was before a change, whatever was made of it since",
    security: [{ key: ["contacts:write"] }],
    request: { params: z.object({ change: z.string().max(16).openapi({ example: "7" }) }), headers: IF_MATCH },
    responses: {
      200: json("The contact as it is now", Contact),
      204: { description: "It was added by that change, and is out again" },
      404: NONE,
      412: MOVED,
      ...FAULTS,
    },
  });
  app.openapi(undo, async (context) => {
    const expected = expectedVersion(context.req.header("if-match") ?? "*");
    if (expected instanceof Response) return expected as never;
    const { change } = context.req.valid("param");
    const past = contacts.changes().find(({ id }) => String(id) === change);
    if (past === undefined || !sees(context, past)) return problem(404, `Cannot find change "${change}"`) as never;
    const barred = [past.before, past.after].flatMap((each) =>
      each === null ? [] : mayNotBeSeenBy(context, each.seenBy) ?? []
    )[0];
    if (barred !== undefined) return barred as never;
    const version = expected === "any" ? undefined : expected;
    const outcome = await contacts.undo(past.id, { who: whoOf(context), version });
    if ("refused" in outcome) return refusal(outcome) as never;
    if ("removed" in outcome) {
      await noteDone(world, context, "contact.removed", { contact: outcome.removed.id, name: outcome.removed.name });
      return context.body(null, 204);
    }
    const { saved } = outcome;
    const action = past.after === null ? "contact.added" : "contact.changed";
    await noteDone(world, context, action, { contact: saved.id, name: saved.name });
    return context.json(contactOf(saved), 200, { etag: `"${saved.version}"` });
  });

  function sees(context: Context<Visitor>, { before, after }: PastChange): boolean {
    const reader = readerOf(context);
    return [before, after].every((each) => each === null || maySee(each, reader));
  }
  return app;
}

function shownOf(past: PastChange): z.infer<typeof Change> {
  const { id, at, who, before, after } = past;
  return {
    ...{ id, at: new Date(at).toISOString(), who, contact: whoseIs(past) },
    before: before === null ? null : contactOf(before),
    after: after === null ? null : contactOf(after),
  };
}
