import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Chance } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import type { MailboxView, Message as Left } from "../../core/switchboard/mod.ts";
import { mailboxOf, messageIn, nameOfChange } from "../mailbox/mod.ts";
import { keepSound, type Listenings, type SoundDoor } from "../sound/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import { type Place, readCursor, writeCursor } from "./cursor.ts";
import { type AuditWorld, noteDone, refusedAs, whoOf } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, OCTETS, resource, SOUND } from "./openapi.ts";
import { problem } from "./problem.ts";
import { notKept, shortSound, soundFor, soundIn } from "./sound.ts";

const MOST = 500;
const STATES = ["new", "saved", "deleted"] as const;

const Box = z.object({
  box: z.string().openapi({ description: "The extension's number" }),
  name: z.string(),
  messages: z.object({ new: z.int(), saved: z.int(), deleted: z.int() }),
  used_ms: z.int(),
  quota_ms: z.int().openapi({ description: "So much is kept" }),
}).openapi("Mailbox");
const Message = z.object({
  id: z.string(),
  box: z.string(),
  from: z.object({ number: z.string(), name: Maybe }).nullable().openapi({ description: "null: he hides his number" }),
  at: Moment,
  duration_ms: z.int(),
  state: z.enum(STATES).openapi({ description: "deleted: it can be brought back until it is thrown away" }),
  since: Moment.openapi({ description: "Since when it is in that state" }),
  urgent: z.boolean(),
  forwarded_by: Maybe.openapi({ description: "The extension that passed it on" }),
  transcript: Maybe.openapi({ description: "What is said in it; null where nobody has written it down" }),
}).openapi("Message");
const Wanted = z.object({
  state: z.enum(STATES).optional(),
  cursor: z.string().max(256).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});
const Change = z.object({ state: z.enum(STATES).optional(), urgent: z.boolean().optional() });
const ofBox = z.object({ box: z.string().max(32) });
const ofMessage = ofBox.extend({ message: z.string().max(64) });
const READS = [{ key: ["voicemail:read"] }];
const WRITES = [{ key: ["voicemail:write"] }];
const NO_BOX = { description: "There is no such mailbox" };
const NO_MESSAGE = { description: "There is no such mailbox, or no such message in it" };

export interface VoicemailWorld extends AuditWorld {
  readonly ask: AskDesk;
  readonly chance: Chance;
  readonly sounds: SoundDoor;
  readonly directory: () => Directory;
}

/** Mailboxes: `GET /voicemail`, their messages below `/voicemail/{box}/messages`, and how each sounds. */
export function voicemailRoutes(
  world: VoicemailWorld & { readonly listenings: Listenings },
): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The mailboxes, in the order of the office",
    description: "A key for some extensions is shown theirs.",
    security: READS,
    responses: { 200: json("The mailboxes", z.object({ boxes: z.array(Box) })), ...FAULTS },
  });
  app.openapi(list, (context) => {
    const { extensions } = context.get("key");
    const numbers = [...world.directory().extensions.keys()]
      .filter((number) => extensions === undefined || extensions.includes(number));
    return context.json({ boxes: numbers.flatMap((box) => boxOf(mailboxOf(world, box)) ?? []) }, 200);
  });

  const one = createRoute({
    method: "get",
    path: "/{box}",
    summary: "One mailbox",
    security: READS,
    request: { params: ofBox },
    responses: { 200: json("The mailbox", Box), 404: NO_BOX, ...FAULTS },
  });
  app.openapi(one, (context) => {
    const mailbox = openBox(world, context);
    return mailbox instanceof Response ? mailbox as never : context.json(boxOf(mailbox)!, 200);
  });

  const messages = createRoute({
    method: "get",
    path: "/{box}/messages",
    summary: "Its messages, newest first",
    security: READS,
    request: { params: ofBox, query: Wanted },
    responses: {
      200: json("A page of them", z.object({ messages: z.array(Message), next: Maybe })),
      404: NO_BOX,
      ...FAULTS,
    },
  });
  app.openapi(messages, (context) => {
    const { state, cursor, limit } = context.req.valid("query");
    const mailbox = openBox(world, context);
    if (mailbox instanceof Response) return mailbox as never;
    const place = readCursor(cursor, ["number", "string"]);
    if (place instanceof Response) return place as never;
    const wanted = mailbox.messages.filter((message) => state === undefined || message.state === state);
    const left = place === undefined ? wanted : behind(wanted, place);
    const page = left.slice(0, limit);
    const last = left.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? null : writeCursor([last.at, last.id]);
    return context.json({ messages: page.map(messageOf), next }, 200);
  });

  const message = createRoute({
    method: "get",
    path: "/{box}/messages/{message}",
    summary: "One message",
    security: READS,
    request: { params: ofMessage },
    responses: { 200: json("The message", Message), 404: NO_MESSAGE, ...FAULTS },
  });
  app.openapi(message, (context) => {
    const found = findMessage(world, context);
    return found instanceof Response ? found as never : context.json(messageOf(found), 200);
  });

  const sound = createRoute({
    method: "get",
    path: "/{box}/messages/{message}/sound",
    summary: "A message as it sounds (WAV), whole or a stretch of it (`Range`)",
    description: "It stays new until it is said to be saved. The audit knows who heard it.",
    security: READS,
    request: { params: ofMessage },
    responses: { ...FAULTS, ...SOUND },
  });
  app.openapi(sound, async (context) => {
    const found = findMessage(world, context);
    if (found instanceof Response) return found as never;
    const { box, id, files } = found;
    if (world.listenings.begins(whoOf(context), `message ${id}`, world.clock.wall())) {
      await noteDone(world, context, "voicemail.heard", { box, message: id });
    }
    return await soundFor(context, world.sounds, files) as never;
  });

  const change = createRoute({
    method: "patch",
    path: "/{box}/messages/{message}",
    summary: "Moves a message to the new, saved or deleted ones, or says whether it is urgent",
    description: "Whoever has heard a new one saves it: the lamp of his phone goes out. What is left out stays.",
    security: WRITES,
    request: { params: ofMessage, body: { ...json("What is to be otherwise", Change), required: true } },
    responses: { 200: json("The message as it is now", Message), 404: NO_MESSAGE, ...FAULTS },
  });
  app.openapi(change, async (context) => {
    const { state, urgent } = context.req.valid("json");
    const wish = { ...state === undefined ? {} : { state }, ...urgent === undefined ? {} : { urgent } };
    return await changeMessage(world, context, wish) as never;
  });

  const remove = createRoute({
    method: "delete",
    path: "/{box}/messages/{message}",
    summary: "Deletes a message; it can be brought back until it is thrown away",
    security: WRITES,
    request: { params: ofMessage },
    responses: { 204: { description: "It is among the deleted ones" }, 404: NO_MESSAGE, ...FAULTS },
  });
  app.openapi(remove, async (context) => {
    const answer = await changeMessage(world, context, { state: "deleted" });
    return answer.ok ? context.body(null, 204) : answer as never;
  });

  const forward = createRoute({
    method: "post",
    path: "/{box}/messages/{message}/forward",
    middleware: shortSound,
    summary: "Puts a message into another mailbox, too, behind what is said about it",
    security: WRITES,
    request: {
      params: ofMessage,
      query: z.object({ to: z.string().max(32).openapi({ description: "Whose mailbox", example: "103" }) }),
      body: {
        description: "What is said about it, where anything is: WAV or Ogg Opus, a minute at most",
        content: { "audio/wav": { schema: OCTETS }, "audio/ogg": { schema: OCTETS } },
      },
    },
    responses: {
      204: { description: "It is there" },
      404: { description: "There is no such message, or no mailbox where it is to go" },
      409: { description: "That mailbox is full" },
      413: { description: "The sound is too large" },
      422: { description: "What is said about it is no sound, or too short, or too long" },
      ...FAULTS,
    },
  });
  app.openapi(forward, async (context) => {
    const found = findMessage(world, context);
    if (found instanceof Response) return found as never;
    const { to } = context.req.valid("query");
    if (world.directory().extensions.get(to)?.mailbox === undefined) {
      return problem(404, `Cannot forward to "${to}": it has no mailbox`) as never;
    }
    const said = await soundIn(context);
    const comment = said && await keepSound(world, said, { box: to, kind: "comment" });
    if (comment !== undefined && "refused" in comment) return notKept(comment.refused) as never;
    const { box, id } = found;
    const answer = world.ask({ type: "forward-message", box, id, to, ...comment === undefined ? {} : { comment } });
    if (answer.type !== "done") return refusedAs(answer) as never;
    await noteDone(world, context, "voicemail.forwarded", { box, message: id, to });
    return context.body(null, 204);
  });
  return app;
}

/** The mailbox that a path names; or why it is not for this key. */
export function openBox(world: { readonly ask: AskDesk }, context: Context<Visitor>): MailboxView | Response {
  const box = context.req.param("box")!;
  return notFor(context, box) ?? mailboxOf(world, box) ??
    problem(404, `Cannot open the mailbox of "${box}": it has none`);
}

function findMessage(world: { readonly ask: AskDesk }, context: Context<Visitor>): Left | Response {
  const mailbox = openBox(world, context);
  if (mailbox instanceof Response) return mailbox;
  const id = context.req.param("message")!;
  return messageIn(mailbox, id) ?? problem(404, `Cannot find message "${id}" of "${mailbox.box}": there is none`);
}

async function changeMessage(
  world: AuditWorld & { readonly ask: AskDesk },
  context: Context<Visitor>,
  change: { readonly state?: Left["state"]; readonly urgent?: boolean },
): Promise<Response> {
  const found = findMessage(world, context);
  if (found instanceof Response) return found;
  const { box, id } = found;
  if (Object.keys(change).length > 0) {
    const answer = world.ask({ type: "change-message", box, id, change });
    if (answer.type !== "done") return refusedAs(answer);
    await noteDone(world, context, nameOfChange(change), { box, message: id });
  }
  const now = findMessage(world, context);
  return now instanceof Response ? now : context.json(messageOf(now), 200);
}

/** Those that stand behind a message, which may be gone since. */
function behind(messages: readonly Left[], [at, id]: Place): readonly Left[] {
  const place = messages.findIndex((message) => message.id === id);
  if (place >= 0) return messages.slice(place + 1);
  return messages.filter((message) => message.at < Number(at));
}

function boxOf(mailbox: MailboxView | undefined): z.infer<typeof Box> | undefined {
  if (mailbox === undefined) return undefined;
  const { box, name, messages, usedMs, quotaMs } = mailbox;
  const count = (state: Left["state"]) => messages.filter((message) => message.state === state).length;
  return {
    box,
    name,
    messages: { new: count("new"), saved: count("saved"), deleted: count("deleted") },
    used_ms: Math.round(usedMs),
    quota_ms: quotaMs,
  };
}

function messageOf(
  { id, box, from, at, durationMs, state, since, urgent, forwardedBy, transcript }: Left,
): z.infer<typeof Message> {
  return {
    id,
    box,
    from: from === undefined ? null : { number: from.number, name: from.name ?? null },
    at: new Date(at).toISOString(),
    duration_ms: Math.round(durationMs),
    state,
    since: new Date(since).toISOString(),
    urgent,
    forwarded_by: forwardedBy ?? null,
    transcript: transcript ?? null,
  };
}
