import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { callerHides, type Row } from "../../core/record/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import type { DeskCommand } from "../../core/switchboard/mod.ts";
import type { AuditAction } from "../audit/mod.ts";
import {
  cursorOf,
  findRecordings,
  type FoundRecording,
  idOf,
  isInScope,
  keptUntil,
  placeIn,
  type RecordingsWorld,
  recordingWith,
} from "../recordings/mod.ts";
import type { Listenings, SoundDoor } from "../sound/mod.ts";
import { csvAnswer, recordingTable } from "../table/mod.ts";
import { type AuditWorld, noteDone, refusedAs, whoOf } from "./done.ts";
import { noCursor } from "./cursor.ts";
import { notFor, type Visitor } from "./gate.ts";
import { CSV, FAULTS, json, Maybe, Moment, officeWords, resource, SOUND } from "./openapi.ts";
import { problem } from "./problem.ts";
import { soundFor } from "./sound.ts";

const MOST = 500;
/** As many as a wide screen shows apart. */
const MOST_COLUMNS = 4_000;

const Side = z.object({ number: Maybe.openapi({ description: "null: somebody outside who hides it" }), name: Maybe });
const Recording = z.object({
  id: z.string(),
  path: z.string().openapi({ description: "As the record names it" }),
  call: z.string(),
  at: Moment,
  duration_ms: z.int().nullable().openapi({ description: "null: it is still being written" }),
  bytes: z.int().nullable(),
  kept_until: Moment.nullable().openapi({ description: "null: as long as there is room for it, or it is held" }),
  held: z.boolean().openapi({ description: "Neither its age nor the room it takes ends it" }),
  from: Side.nullable().openapi({ description: "null, as all that follows: nothing is known of its call (yet)" }),
  reached: Side.nullable(),
  queue: Maybe,
  account: Maybe,
}).openapi("FoundRecording");
const Sought = z.object({
  who: z.string().max(64).default("").openapi({ description: "A part of a number or a name of those who talked" }),
  account: z.string().max(64).default(""),
  queue: z.string().max(64).default(""),
  since: Moment.optional().openapi({ description: "Recordings that began then or later" }),
  until: Moment.optional().openapi({ description: "Recordings that began earlier" }),
});
const Wanted = Sought.extend({
  cursor: z.string().max(600).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
});
const Outline = z.array(z.array(z.int().min(0).max(255)));
const params = z.object({ id: z.string().max(600) });
const READS = [{ key: ["recordings:read"] }];
const WRITES = [{ key: ["recordings:write"] }];
const NONE = { description: "There is no such recording" };

export interface RecordingRoutesWorld extends AuditWorld, RecordingsWorld {
  readonly sounds: SoundDoor;
  readonly directory: () => Directory;
}

/** `GET /recordings`, newest first; `/recordings/{id}`, how it sounds, and how long it stays: the box erases them when their days are over. */
export function recordingRoutes(
  world: RecordingRoutesWorld & { readonly listenings: Listenings },
): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The recordings, newest first",
    description: "A page that was long to find may have fewer than were asked for: `next` goes on. A key for some " +
      "extensions is shown those of calls with one of them.",
    security: READS,
    request: { query: Wanted },
    responses: {
      200: json("A page of recordings", z.object({ recordings: z.array(Recording), next: Maybe })),
      ...FAULTS,
    },
  });
  app.openapi(list, async (context) => {
    const { cursor, limit, ...sought } = context.req.valid("query");
    const after = cursor === undefined ? undefined : placeIn(cursor);
    if (cursor !== undefined && after === undefined) return noCursor(cursor) as never;
    const { found, older } = await findRecordings(world, { ...wantedOf(context, sought), after, limit });
    const { keepDays } = world.directory().recording;
    const next = older === undefined ? null : cursorOf(older);
    return context.json({ recordings: found.map((each) => shownOf(each, keepDays)), next }, 200);
  });

  const table = createRoute({
    method: "get",
    path: "/export.csv",
    summary: "The recordings that are looked for, as a table",
    description: "In the office's language. A key for some extensions is given those of calls with one of them.",
    security: READS,
    request: { query: Sought },
    responses: { 200: CSV, ...FAULTS },
  });
  app.openapi(table, async (context) => {
    const words = officeWords(world.directory());
    const wanted = { ...wantedOf(context, context.req.valid("query")), after: undefined };
    return await csvAnswer({ world, words }, recordingTable(world, words, wanted)) as never;
  });

  const one = createRoute({
    method: "get",
    path: "/{id}",
    summary: "What is known of one recording",
    security: READS,
    request: { params },
    responses: { 200: json("The recording", Recording), 404: NONE, ...FAULTS },
  });
  app.openapi(one, async (context) => {
    const found = await recordingFor(context);
    return found instanceof Response
      ? found as never
      : context.json(shownOf(found, world.directory().recording.keepDays), 200);
  });

  const sound = createRoute({
    method: "get",
    path: "/{id}/sound",
    summary: "A recording as it sounds (WAV), whole or a stretch of it (`Range`)",
    description: "The audit knows who heard it.",
    security: READS,
    request: { params },
    responses: { ...FAULTS, ...SOUND },
  });
  app.openapi(sound, async (context) => {
    const found = await recordingFor(context);
    if (found instanceof Response) return found as never;
    const { path, call } = found.recording;
    if (world.listenings.begins(whoOf(context), path, world.clock.wall())) {
      await noteDone(world, context, "recording.heard", { path, call });
    }
    return await soundFor(context, world.sounds, [path]) as never;
  });

  const outline = createRoute({
    method: "get",
    path: "/{id}/outline",
    summary: "How loud a recording is from moment to moment, as a player draws it",
    security: READS,
    request: {
      params,
      query: z.object({ columns: z.coerce.number().int().min(1).max(MOST_COLUMNS).default(600) }),
    },
    responses: {
      200: json("From 0 to 255, a list for each side that was heard", Outline),
      404: { description: "There is no such recording, or no sound of it" },
      ...FAULTS,
    },
  });
  app.openapi(outline, async (context) => {
    const found = await recordingFor(context);
    if (found instanceof Response) return found as never;
    const { path } = found.recording;
    const drawn = await world.sounds.outline([path], context.req.valid("query").columns).catch(() => undefined);
    // Its file is gone, or no sound any more.
    return drawn === undefined
      ? problem(404, `Cannot draw recording "${idOf(path)}": no sound of it is there`) as never
      : context.json(drawn.map((side) => [...side]), 200);
  });

  const change = createRoute({
    method: "patch",
    path: "/{id}",
    summary: "Holds a recording beyond its days, or lets go of it",
    security: WRITES,
    request: {
      params,
      body: { ...json("What is to be otherwise", z.strictObject({ held: z.boolean() })), required: true },
    },
    responses: { 200: json("The recording as it is now", Recording), 404: NONE, ...FAULTS },
  });
  app.openapi(change, async (context) => {
    const { held: on } = context.req.valid("json");
    const found = await doWith(context, on ? "recording.held" : "recording.let-go", (path) => {
      return { type: "hold-recording", path, on };
    });
    if (found instanceof Response) return found as never;
    const now = { ...found.recording, isHeld: on };
    return context.json(shownOf({ ...found, recording: now }, world.directory().recording.keepDays), 200);
  });

  const erase = createRoute({
    method: "delete",
    path: "/{id}",
    summary: "Erases a recording for good, held or not",
    security: WRITES,
    request: { params },
    responses: {
      204: { description: "It is erased; the call stays in the record" },
      404: NONE,
      409: { description: "It is still being written" },
      ...FAULTS,
    },
  });
  app.openapi(erase, async (context) => {
    const found = await doWith(context, "recording.erased", (path) => ({ type: "erase-recording", path }));
    return found instanceof Response ? found as never : context.body(null, 204);
  });

  /** Does something with the recording that the path names; the audit knows of it. */
  async function doWith(
    context: Context<Visitor>,
    action: AuditAction,
    commandFor: (path: string) => DeskCommand,
  ): Promise<FoundRecording | Response> {
    const found = await recordingFor(context);
    if (found instanceof Response) return found;
    const { path, call } = found.recording;
    const answer = world.ask(commandFor(path));
    if (answer.type !== "done") return refusedAs(answer);
    await noteDone(world, context, action, { path, call });
    return found;
  }

  /** A key for some extensions is not told which recordings of others there are. */
  async function recordingFor(context: Context<Visitor>): Promise<FoundRecording | Response> {
    const id = context.req.param("id")!;
    const found = await recordingWith(world, id);
    if (found === undefined) return notFor(context, undefined) ?? problem(404, `Cannot find recording "${id}"`);
    return isInScope(found, context.get("key").extensions) ? found : notFor(context, undefined)!;
  }
  return app;
}

function wantedOf(context: Context<Visitor>, { since, until, ...sought }: z.infer<typeof Sought>) {
  return {
    ...sought,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
    scope: context.get("key").extensions,
  };
}

function shownOf({ recording, call }: FoundRecording, keepDays: number): z.infer<typeof Recording> {
  const { path, at, durationMs, bytes, isHeld = false } = recording;
  const until = keptUntil(recording, keepDays);
  return {
    id: idOf(path),
    path,
    call: recording.call,
    at: new Date(at).toISOString(),
    duration_ms: durationMs === undefined ? null : Math.round(durationMs),
    bytes: bytes ?? null,
    kept_until: until === undefined ? null : new Date(until).toISOString(),
    held: isHeld,
    from: sideOf(call, "from"),
    reached: sideOf(call, "reached"),
    queue: textOf(call?.["queue"]),
    account: textOf(call?.["account"]),
  };
}

function sideOf(call: Row | undefined, which: "from" | "reached"): z.infer<typeof Side> | null {
  if (call === undefined) return null;
  if (which === "from" && callerHides(call)) return { number: null, name: null };
  return { number: textOf(call[`${which}_number`] ?? call["dialled"]), name: textOf(call[`${which}_name`]) };
}

function textOf(cell: Row[string] | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}
