import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import { ANONYMOUS } from "../../core/routing/mod.ts";
import {
  type Deed,
  type EntryQuestion,
  type KeptEntry,
  MISS_ENDS,
  OWN_TENANT,
  placeOf,
  readEntries,
  type TrendCounts,
  type TrendQuestion,
} from "../../features/missed/mod.ts";
import { ofOther } from "../audit/mod.ts";
import { callerParts } from "../calls/mod.ts";
import { keyOfCaller, type MissedReader } from "../missed/mod.ts";
import { csvAnswer, MISSED_PIECE, missedTable } from "../table/mod.ts";
import { knownTo, type NamesWorld } from "./contacts.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { timeOf, viewOf } from "./missed_view.ts";
import { CSV, FAULTS, json, Maybe, Moment, officeWords, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

/** The lists of missed calls by tenant, as far as REST needs them. */
export interface MissedWorld {
  has(tenant: string): boolean;
  entries(tenant: string, question: EntryQuestion): Promise<readonly KeptEntry[]>;
  entry(tenant: string, id: string): Promise<KeptEntry | undefined>;
  trends(tenant: string, question: TrendQuestion): Promise<TrendCounts>;
  /** False: there was nothing to do it to. */
  act(tenant: string, deed: Deed): Promise<boolean>;
}

export interface MissedRoutesWorld extends AuditWorld, NamesWorld {
  readonly directory: () => Directory;
  readonly names: MissedReader["world"]["names"];
}

const MOST = 500;
const STATES = ["open", "cleared", "archived"] as const;

const Entry = z.object({
  id: z.string(),
  caller: z.string().openapi({ description: "E.164, `raw:` and what was shown, `anonymous`, or `erased:` and a name" }),
  number: z.string().openapi({ description: "Our number that was called" }),
  state: z.enum(STATES),
  attempts: z.int(),
  attempts_since_open: z.int(),
  first_missed_at: Moment,
  last_missed_at: Moment,
  route: Maybe.openapi({ description: "The way of the last attempt: `IVR → 1 → Sales Queue`" }),
  trunk: Maybe.openapi({ description: "The line outside by which the last attempt came; null where nobody tells" }),
  rang: z.array(z.string()).openapi({ description: "Extensions that rang at any attempt" }),
  cleared_by: z.enum(["returned", "answered_later", "manual", "expired"]).nullable(),
  cleared_by_extension: Maybe,
  cleared_at: Moment.nullable(),
  note: Maybe,
  reopened: z.int().openapi({ description: "How often it was open again after it had been cleared" }),
}).openapi("MissedEntry");
const Line = z.object({ action: z.string(), at: Moment, actor: z.string(), reason: z.string() }).openapi("MissedLine");
const Whole = Entry.extend({
  calls: z.array(z.string()).openapi({ description: "Of its attempts; of very many the first, and the newest" }),
  audit: z.array(Line),
}).openapi("MissedEntryWhole");

const Tenant = z.string().max(64).default(OWN_TENANT).openapi({
  description: "Whose list: this box's own, or the name of a phone system under `pbx` of office.yml",
});
const Whose = z.object({ tenant: Tenant });
const Sought = z.object({
  tenant: Tenant,
  state: z.enum(STATES).optional(),
  q: z.string().trim().min(1).max(64).optional().openapi({
    description:
      "As at the desk: digits of the caller's number, or a name in the phone book or of whom a customer database has told",
    example: "0722",
  }),
  caller: z.string().max(64).optional().openapi({ description: "All of his number, in any way that it is written" }),
  number: z.string().max(64).optional().openapi({ description: "Our number that was called" }),
  via: z.string().max(128).optional().openapi({ description: "A queue, a group, a menu or `Ext 101` on the way" }),
  trunk: z.string().max(64).optional().openapi({ description: "The line outside by which the last attempt came" }),
  hour: z.coerce.number().int().min(0).max(23).optional().openapi({
    description: "Of the last attempt, by the office's clock",
  }),
  since: Moment.optional().openapi({ description: "Missed last then or later" }),
  until: Moment.optional().openapi({ description: "Missed last earlier" }),
  ended: z.enum(MISS_ENDS).optional().openapi({
    description: "One of its misses ended so; with `missed_since` and `missed_until`: one that began then",
  }),
  missed_since: Moment.optional().openapi({ description: "A miss of it began then or later, as reports count it" }),
  missed_until: Moment.optional().openapi({ description: "A miss of it began earlier" }),
});
const Wanted = Sought.extend({
  cursor: z.string().max(256).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});
const Note = z.object({
  note: z.string().max(1_000).default(""),
  by: z.string().max(128).optional().openapi({ description: "Who does it; the key's name when left out" }),
});
type Note = z.infer<typeof Note>;
const Several = Note.extend({ ids: z.array(z.string().max(128)).min(1).max(MOST).openapi({ example: ["m1", "m2"] }) });
const Outcome = z.object({
  id: z.string(),
  done: z.boolean().openapi({ description: "false: it was cleared already, or is not there" }),
  state: z.enum(STATES).nullable().openapi({ description: "How it is now; null: there is no such entry" }),
}).openapi("MissedOutcome");

const Id = z.object({ id: z.string().max(128) });
const READ = [{ key: ["missed:read"] }];
const WRITE = [{ key: ["missed:write"] }];

/** `GET /missed` and `/missed/{id}`, and what people do: `POST /missed/{id}/done` and `/reopen`, `DELETE /missed/callers/{caller}`. */
export function missedRoutes(missed: MissedWorld, world: MissedRoutesWorld): OpenAPIHono<Visitor> {
  const app = resource();
  app.use(async (context, next) => {
    const tenant = context.req.query("tenant") ?? OWN_TENANT;
    return missed.has(tenant)
      ? await next()
      : problem(404, `Cannot find tenant "${tenant}": nobody of that name is followed`);
  });
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "Callers whom the whole office has missed, the last one first",
    security: READ,
    request: { query: Wanted },
    responses: { 200: json("A page of entries", z.object({ entries: z.array(Entry), next: Maybe })), ...FAULTS },
  });
  app.openapi(list, async (context) => {
    const wanted = context.req.valid("query");
    const after = readCursor(wanted.cursor, ["number", "string"]);
    if (after instanceof Response) return after as never;
    const { limit } = wanted;
    const place = after === undefined ? {} : { after: after as [number, string] };
    const entries = await missed.entries(wanted.tenant, { ...questionOf(context, wanted), ...place, limit });
    const last = entries.length < limit ? undefined : entries.at(-1);
    const next = last === undefined ? null : writeCursor(placeOf(last));
    return context.json({ entries: entries.map(viewOf), next }, 200);
  });
  const table = createRoute({
    method: "get",
    path: "/export.csv",
    summary: "The missed callers that are looked for, as a table",
    description: "Each as the list at the desk shows him, the last one first, in the office's language.",
    security: READ,
    request: { query: Sought },
    responses: { 200: CSV, ...FAULTS },
  });
  app.openapi(table, async (context) => {
    const wanted = context.req.valid("query");
    const words = officeWords(world.directory());
    const question = { ...questionOf(context, wanted), limit: MISSED_PIECE };
    const entries = readEntries(missed, wanted.tenant, question);
    return await csvAnswer({ world, words }, missedTable({ world, words }, entries)) as never;
  });
  const one = createRoute({
    method: "get",
    path: "/{id}",
    summary: "One entry, with everything that happened to it",
    security: READ,
    request: { params: Id, query: Whose },
    responses: { 200: json("The entry", Whole), 404: { description: "There is no such entry" }, ...FAULTS },
  });
  app.openapi(one, async (context) => {
    const { id } = context.req.valid("param");
    const entry = await missed.entry(context.req.valid("query").tenant, id);
    return entry === undefined ? noEntry(id) as never : context.json(wholeOf(entry), 200);
  });
  for (const [word, deed, summary] of DEEDS) {
    const route = createRoute({
      method: "post",
      path: `/{id}/${word}`,
      summary,
      security: WRITE,
      request: {
        params: Id,
        query: Whose,
        body: { content: { "application/json": { schema: Note } }, required: false },
      },
      responses: {
        200: json("The entry as it is now", Whole),
        404: { description: "There is no such entry" },
        409: { description: "It is so already" },
        ...FAULTS,
      },
    });
    app.openapi(route, async (context) => {
      const { id } = context.req.valid("param");
      const { tenant } = context.req.valid("query");
      const { note = "", by = context.get("key").name } = (context.req.valid("json") ?? {}) as Partial<Note>;
      const isDone = await act(context, { tenant, deed, word, id, by, note });
      const entry = await missed.entry(tenant, id);
      if (entry === undefined) return noEntry(id) as never;
      if (!isDone) return problem(409, `Cannot change entry "${id}": it is ${entry.state}`) as never;
      return context.json(wholeOf(entry), 200);
    });
  }
  const several = createRoute({
    method: "post",
    path: "/done",
    summary: "Clears several open entries by hand, with one note",
    description: "Each as by itself: what became of each is said in the order in which they were asked for.",
    security: WRITE,
    request: { query: Whose, body: { ...json("Which, and why", Several), required: true } },
    responses: { 200: json("What became of each", z.object({ results: z.array(Outcome) })), ...FAULTS },
  });
  app.openapi(several, async (context) => {
    const { tenant } = context.req.valid("query");
    const { ids, note, by = context.get("key").name } = context.req.valid("json");
    const results: z.infer<typeof Outcome>[] = [];
    for (const id of new Set(ids)) {
      const isDone = await act(context, { tenant, deed: "resolve", word: "done", id, by, note });
      const state = (await missed.entry(tenant, id))?.state ?? null;
      results.push({ id, done: isDone, state });
    }
    return context.json({ results }, 200);
  });

  const forget = createRoute({
    method: "delete",
    path: "/callers/{caller}",
    summary: "Forgets who a caller was: his entries only count from then on",
    security: WRITE,
    request: { params: z.object({ caller: z.string().max(64) }), query: Whose },
    responses: {
      204: { description: "Done" },
      404: { description: "Nobody has missed him" },
      422: { description: "Of all who hide their number nobody can be told from the others" },
      ...FAULTS,
    },
  });
  app.openapi(forget, async (context) => {
    const { caller } = context.req.valid("param");
    const { tenant } = context.req.valid("query");
    if (keyOfCaller(caller, { tenant, directory: world.directory() }) === ANONYMOUS) {
      return problem(422, `Cannot forget "${caller}": it is all who hide their number`) as never;
    }
    const isDone = await missed.act(tenant, { do: "forget", caller, user: context.get("key").name, note: "" });
    if (!isDone) return problem(404, `Cannot forget "${caller}": no entry is his`) as never;
    // Not whom: he is to be forgotten.
    await noteDone(world, context, "missed.forgotten", ofOther(tenant));
    return context.body(null, 204);
  });

  /** False where it is so already, or not there. */
  async function act(
    context: Context<Visitor>,
    { tenant, deed, word, id, by, note }: {
      readonly tenant: string;
      readonly by: string;
      readonly note: string;
      readonly deed: "resolve" | "reopen";
      readonly word: "done" | "reopen";
      readonly id: string;
    },
  ): Promise<boolean> {
    const isDone = await missed.act(tenant, { do: deed, id, user: by, note });
    const facts = { entry: id, by, ...note === "" ? {} : { note }, ...ofOther(tenant) };
    if (isDone) await noteDone(world, context, `missed.${word}`, facts);
    return isDone;
  }

  function questionOf(context: Context<Visitor>, wanted: z.infer<typeof Sought>): Omit<EntryQuestion, "limit"> {
    const { state, q, caller, number, via, trunk, hour, since, until } = wanted;
    const miss = missIn(wanted);
    return {
      ...state === undefined ? {} : { states: [state] },
      ...q === undefined ? {} : { callerHas: callerParts(q, world.directory(), knownTo(context, world)) },
      ...caller === undefined ? {} : { caller },
      ...number === undefined ? {} : { did: number },
      ...via === undefined ? {} : { place: via },
      ...trunk === undefined ? {} : { trunk },
      ...hour === undefined ? {} : { hour },
      ...since === undefined ? {} : { since: Date.parse(since) },
      ...until === undefined ? {} : { until: Date.parse(until) },
      ...miss === undefined ? {} : { miss },
    };
  }
  return app;
}

const DEEDS = [
  ["done", "resolve", "Clears an open entry by hand"],
  ["reopen", "reopen", "Opens an entry again"],
] as const;

const noEntry = (id: string): Response => problem(404, `Cannot find entry "${id}": there is none of that name`);

function missIn(
  { ended, missed_since: since, missed_until: until }: z.infer<typeof Sought>,
): EntryQuestion["miss"] {
  if (ended === undefined && since === undefined && until === undefined) return undefined;
  return {
    ...(ended === undefined ? {} : { end: ended }),
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(until === undefined ? {} : { until: Date.parse(until) }),
  };
}

function wholeOf(entry: KeptEntry): z.infer<typeof Whole> {
  const audit = entry.audit.map(({ action, at, actor, reason }) => ({ action, at: timeOf(at), actor, reason }));
  return { ...viewOf(entry), calls: entry.attempts.map(({ call }) => call), audit };
}
