import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import type {
  BookEntry,
  ContactDesk,
  ContactDraft,
  ContactFault,
  Reader,
  Refused,
} from "../../features/contacts/mod.ts";
import { wordsIn } from "../words/mod.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type AuditWorld, noteDone, whoOf } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { expectedVersion } from "./if_match.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const MOST = 500;
const Text = z.string().max(2_000);

/** Somebody of the phone book, as programs are told of him. */
export interface ShownContact {
  id: string;
  version: number | null;
  name: string;
  company: string | null;
  numbers: string[];
  e164: string[];
  note: string | null;
  vip: boolean;
  seen_by: string[] | null;
}
export const Contact: z.ZodType<ShownContact> = z.object({
  id: z.string(),
  version: z.int().nullable().openapi({ description: "null: it stands in the office file, and is changed there" }),
  name: z.string(),
  company: Maybe,
  numbers: z.array(z.string()).openapi({ example: ["+40 722 000 111"] }),
  e164: z.array(z.string()).openapi({ description: "The same, as far as they are numbers of the world" }),
  note: Maybe,
  vip: z.boolean(),
  seen_by: z.array(z.string()).nullable().openapi({ description: "The extensions that see it; null: everybody" }),
}).openapi("Contact");
const Given = z.object({
  name: Text.openapi({ example: "Ion Popa", description: "As it is shown when he calls" }),
  company: Text.nullish(),
  numbers: z.array(Text).max(100).openapi({
    example: ["+40 722 000 111"],
    description: "As people write them, 20 at most",
  }),
  note: z.string().max(10_000).nullish(),
  vip: z.boolean().default(false).openapi({ description: "Marked with a star" }),
  seen_by: z.array(z.string().max(32)).max(1_000).nullish().openapi({
    description: "The extensions that see it; none: everybody",
  }),
}).openapi("GivenContact");
const Faulty = z.object({
  detail: z.string(),
  faults: z.array(z.object({ field: z.string(), nth: z.int(), value: z.string(), why: z.string() })),
});
const Wanted = z.object({
  q: z.string().max(200).default("").openapi({ description: "Words of name, company and note; or digits of a number" }),
  cursor: z.string().max(512).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});
const READS = [{ key: ["contacts:read"] }];
const WRITES = [{ key: ["contacts:write"] }];
const params = z.object({ id: z.string().max(64) });
export const IF_MATCH: z.ZodObject<{ "if-match": z.ZodOptional<z.ZodString> }> = z.object({
  "if-match": z.string().optional().openapi({
    description: "The version that it was made of, as in the ETag; * for any",
  }),
});
const NONE = { description: "There is no such contact" };
export const MOVED = { description: "It has changed since: read it again" };
const IN_THE_FILE = { description: "It stands in the office file, and is changed there" };
const JUDGED = {
  422: {
    description: "It has faults; nothing was changed",
    content: { "application/problem+json": { schema: Faulty } },
  },
};

export interface ContactWorld extends AuditWorld {
  readonly contacts: Pick<
    ContactDesk,
    | "names"
    | "find"
    | "entry"
    | "add"
    | "change"
    | "remove"
    | "changes"
    | "undo"
    | "begin"
    | "readAgain"
    | "plan"
    | "confirm"
    | "drop"
    | "undoImport"
  >;
  readonly directory: () => Directory;
}

/** The phone book: `GET` and `POST /contacts`; `GET`, `PUT` and `DELETE /contacts/{id}`. */
export function contactRoutes(world: ContactWorld): OpenAPIHono<Visitor> {
  const { contacts } = world;
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The phone book, by name, or what of it fits",
    security: READS,
    request: { query: Wanted },
    responses: {
      200: json("A page of it", z.object({ contacts: z.array(Contact), next: Maybe })),
      ...FAULTS,
    },
  });
  app.openapi(list, (context) => {
    const { q, cursor, limit } = context.req.valid("query");
    const place = readCursor(cursor, ["string"]);
    if (place instanceof Response) return place as never;
    const found = contacts.find(q, readerOf(context));
    const from = place === undefined ? 0 : found.findIndex(({ id }) => id === place[0]) + 1;
    if (place !== undefined && from === 0) {
      return problem(400, "Cannot read on: the contact that the page before ended with is gone") as never;
    }
    const page = found.slice(from, from + limit);
    const next = from + limit < found.length ? writeCursor([page.at(-1)!.id]) : null;
    return context.json({ contacts: page.map(contactOf), next }, 200);
  });

  const add = createRoute({
    method: "post",
    path: "/",
    summary: "Adds somebody",
    security: WRITES,
    request: { body: { ...json("Who it is", Given), required: true } },
    responses: { 201: json("He is in the book", Contact), ...JUDGED, ...FAULTS },
  });
  app.openapi(add, async (context) => {
    const draft = draftOf(context.req.valid("json"));
    const barred = mayNotBeSeenBy(context, draft.seenBy) ?? seenByNobody(draft);
    if (barred !== undefined) return barred as never;
    const outcome = await contacts.add(draft, whoOf(context));
    if ("refused" in outcome) return refusal(outcome) as never;
    const { saved } = outcome;
    await noteDone(world, context, "contact.added", { contact: saved.id, name: saved.name });
    return context.json(contactOf(saved), 201, {
      etag: `"${saved.version}"`,
      location: `/api/v1/contacts/${saved.id}`,
    });
  });

  const one = createRoute({
    method: "get",
    path: "/{id}",
    summary: "Somebody of the phone book",
    security: READS,
    request: { params },
    responses: { 200: json("Who it is", Contact), 404: NONE, ...FAULTS },
  });
  app.openapi(one, (context) => {
    const entry = contacts.entry(context.req.valid("param").id, readerOf(context));
    if (entry === undefined) return refusal({ refused: "gone" }) as never;
    return context.json(contactOf(entry), 200, entry.version === undefined ? {} : { etag: `"${entry.version}"` });
  });

  const change = createRoute({
    method: "put",
    path: "/{id}",
    summary: "Changes somebody, whole",
    security: WRITES,
    request: { params, headers: IF_MATCH, body: { ...json("Who it is", Given), required: true } },
    responses: {
      200: json("He is this now", Contact),
      404: NONE,
      409: IN_THE_FILE,
      412: MOVED,
      428: { description: "If-Match is missing" },
      ...JUDGED,
      ...FAULTS,
    },
  });
  app.openapi(change, async (context) => {
    const expected = expectedVersion(context.req.header("if-match"));
    if (expected instanceof Response) return expected as never;
    const draft = draftOf(context.req.valid("json"));
    const barred = barredFrom(context, context.req.valid("param").id) ?? mayNotBeSeenBy(context, draft.seenBy) ??
      seenByNobody(draft);
    if (barred !== undefined) return barred as never;
    const version = expected === "any" ? undefined : expected;
    const outcome = await contacts.change(context.req.valid("param").id, draft, { who: whoOf(context), version });
    if ("refused" in outcome) return refusal(outcome) as never;
    const { saved } = outcome;
    await noteDone(world, context, "contact.changed", { contact: saved.id, name: saved.name });
    return context.json(contactOf(saved), 200, { etag: `"${saved.version}"` });
  });

  const remove = createRoute({
    method: "delete",
    path: "/{id}",
    summary: "Takes somebody out of the phone book",
    security: WRITES,
    request: { params, headers: IF_MATCH },
    responses: { 204: { description: "He is out" }, 404: NONE, 409: IN_THE_FILE, 412: MOVED, ...FAULTS },
  });
  app.openapi(remove, async (context) => {
    const { id } = context.req.valid("param");
    const expected = expectedVersion(context.req.header("if-match") ?? "*");
    if (expected instanceof Response) return expected as never;
    const barred = barredFrom(context, id);
    if (barred !== undefined) return barred as never;
    const outcome = await contacts.remove(id, {
      who: whoOf(context),
      version: expected === "any" ? undefined : expected,
    });
    if ("refused" in outcome) return refusal(outcome) as never;
    await noteDone(world, context, "contact.removed", { contact: id, name: outcome.removed.name });
    return context.body(null, 204);
  });

  /** What a key may not change: what stands in the file, and what it does not see. */
  function barredFrom(context: Context<Visitor>, id: string): Response | undefined {
    const entry = contacts.entry(id, readerOf(context));
    if (entry === undefined) return refusal({ refused: "gone" });
    if (entry.version === undefined) return problem(409, `Cannot change "${id}": it stands in the office file`);
    return mayNotBeSeenBy(context, entry.seenBy);
  }
  /** Of whom it is said that an extension sees him which the office does not have. */
  function seenByNobody({ name, seenBy = [] }: ContactDraft): Response | undefined {
    const { extensions } = world.directory();
    const nth = seenBy.findIndex((each) => !extensions.has(each));
    const value = seenBy[nth];
    if (value === undefined) return undefined;
    const why = "there is no such extension";
    const faults = [{ field: "seen_by", nth, value, why }];
    return problem(422, `Cannot keep "${name}": "seen_by" names "${value}", and ${why}`, {}, { faults });
  }
  return app;
}

/** Who knows names: the phone book, and customer databases. */
export interface NamesWorld extends Pick<ContactWorld, "contacts"> {
  /** Of whom customer databases have told lately. */
  readonly numbersCalled: (name: string) => readonly string[];
}

/** Whom a name may mean to a key. */
export function knownTo(
  context: Context<Visitor>,
  { contacts, numbersCalled }: NamesWorld,
): (q: string) => readonly Pick<BookEntry, "numbers">[] {
  return (q) => [...contacts.find(q, readerOf(context)), { numbers: numbersCalled(q) }];
}

/** A key for some extensions sees what they see. */
export function readerOf(context: Context<Visitor>): Reader {
  const { extensions } = context.get("key");
  return { extensions: extensions ?? [], seesAll: extensions === undefined };
}

/** A key for some extensions keeps contacts that they alone see. */
export function mayNotBeSeenBy(context: Context<Visitor>, seenBy: readonly string[] | undefined): Response | undefined {
  if (seenBy === undefined || seenBy.length === 0) return notFor(context, undefined);
  return seenBy.map((extension) => notFor(context, extension)).find((refused) => refused !== undefined);
}

export function contactOf(
  { id, version, name, company, numbers, keys, note, isVip, seenBy }: BookEntry,
): ShownContact {
  return {
    id,
    version: version ?? null,
    name,
    company: company ?? null,
    numbers: [...numbers],
    e164: keys.filter((key) => key.startsWith("+")),
    note: note ?? null,
    vip: isVip === true,
    seen_by: seenBy === undefined ? null : [...seenBy],
  };
}

function draftOf({ name, company, numbers, note, vip, seen_by: seenBy }: z.infer<typeof Given>): ContactDraft {
  return {
    name,
    ...isSaid(company) ? { company } : {},
    numbers,
    ...isSaid(note) ? { note } : {},
    isVip: vip,
    ...isSaid(seenBy) ? { seenBy } : {},
  };
}

function isSaid<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

export function refusal(outcome: Refused): Response {
  switch (outcome.refused) {
    case "gone":
      return problem(404, "Cannot find the contact: there is none of that id");
    case "moved":
      return problem(
        412,
        `Cannot change "${outcome.now.name}": version ${outcome.now.version} is the newest, read it again`,
      );
    case "faulty":
      return problem(422, sentenceOf(outcome.faults[0]!), {}, { faults: outcome.faults });
  }
}

/** A fault as a sentence that names the value, and says what the desk says of it. */
export function sentenceOf({ field, value, why }: ContactFault): string {
  return `Cannot read ${field} "${value}": it ${wordsIn("en").directory.flaws[why]}`;
}
