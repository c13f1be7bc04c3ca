import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { MailboxView } from "../../core/switchboard/mod.ts";
import { GREETING_KINDS, GREETING_USES } from "../mailbox/mod.ts";
import { keepSound } from "../sound/mod.ts";
import { noteDone, refusedAs } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, OCTETS, resource, SOUND } from "./openapi.ts";
import { problem } from "./problem.ts";
import { notKept, shortSound, soundFor, soundIn } from "./sound.ts";
import { openBox, type VoicemailWorld } from "./voicemail.ts";

const Chosen = z.object({
  use: z.enum(GREETING_USES).openapi({ description: "standard: the box speaks by itself" }),
  until: z.iso.date().nullish().openapi({
    description: "The last day that he is away, where that is in use; then the greeting before holds again",
    example: "2026-12-24",
  }),
});
const Greetings = Chosen.extend({
  until: Maybe,
  recorded: z.array(z.enum(GREETING_KINDS)).openapi({ description: "What has a sound of its own" }),
}).openapi("Greetings");
const ofBox = z.object({ box: z.string().max(32) });
const ofKind = ofBox.extend({
  kind: z.enum(GREETING_KINDS).openapi({ description: "His greeting; while he is busy; while he is away; his name" }),
});
const READS = [{ key: ["voicemail:read"] }];
const WRITES = [{ key: ["voicemail:write"] }];
const NO_BOX = { description: "There is no such mailbox" };

/** What callers hear before they leave a message: `/voicemail/{box}/greetings`, and each sound below it. */
export function greetingRoutes(world: VoicemailWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/{box}/greetings",
    summary: "Which greeting is in use, and what is recorded",
    security: READS,
    request: { params: ofBox },
    responses: { 200: json("The greetings", Greetings), 404: NO_BOX, ...FAULTS },
  });
  app.openapi(list, (context) => {
    const mailbox = openBox(world, context);
    return mailbox instanceof Response ? mailbox as never : context.json(greetingsOf(mailbox), 200);
  });

  const choose = createRoute({
    method: "put",
    path: "/{box}/greetings",
    summary: "Chooses a greeting",
    security: WRITES,
    request: { params: ofBox, body: { ...json("Which one", Chosen), required: true } },
    responses: {
      200: json("The greetings as they are now", Greetings),
      404: NO_BOX,
      409: { description: "He has recorded none of his own, or that day is past" },
      ...FAULTS,
    },
  });
  app.openapi(choose, async (context) => {
    const mailbox = openBox(world, context);
    if (mailbox instanceof Response) return mailbox as never;
    const { box } = mailbox;
    const { use, until } = context.req.valid("json");
    const day = use === "away" && until !== null && until !== undefined ? { until } : {};
    const answer = world.ask({ type: "choose-greeting", box, use, ...day });
    if (answer.type !== "done") return refusedAs(answer) as never;
    await noteDone(world, context, "voicemail.greeting-chosen", { box, use, ...day });
    const now = openBox(world, context);
    return now instanceof Response ? now as never : context.json(greetingsOf(now), 200);
  });

  const sound = createRoute({
    method: "get",
    path: "/{box}/greetings/{kind}",
    summary: "A greeting as it sounds (WAV), whole or a stretch of it (`Range`)",
    security: READS,
    request: { params: ofKind },
    responses: { ...FAULTS, ...SOUND },
  });
  app.openapi(sound, async (context) => {
    const { kind } = context.req.valid("param");
    const mailbox = openBox(world, context);
    if (mailbox instanceof Response) return mailbox as never;
    const path = mailbox.greeting.files[kind];
    if (path === undefined) {
      return problem(404, `Cannot play the greeting "${kind}" of "${mailbox.box}": none is recorded`) as never;
    }
    return await soundFor(context, world.sounds, [path]) as never;
  });

  const record = createRoute({
    method: "put",
    path: "/{box}/greetings/{kind}",
    middleware: shortSound,
    summary: "Gives a greeting a sound; it is in use once it is chosen",
    security: WRITES,
    request: {
      params: ofKind,
      body: {
        description: "A minute at most",
        content: { "audio/wav": { schema: OCTETS }, "audio/ogg": { schema: OCTETS } },
        required: true,
      },
    },
    responses: {
      204: { description: "It is kept" },
      404: NO_BOX,
      413: { description: "The sound is too large" },
      422: { description: "It is no sound, or too short, or too long" },
      ...FAULTS,
    },
  });
  app.openapi(record, async (context) => {
    const { kind } = context.req.valid("param");
    const mailbox = openBox(world, context);
    if (mailbox instanceof Response) return mailbox as never;
    const { box } = mailbox;
    const kept = await keepSound(world, await soundIn(context) ?? new Uint8Array(), { box, kind });
    if ("refused" in kept) return notKept(kept.refused) as never;
    const answer = world.ask({ type: "record-greeting", box, kind, path: kept.path });
    if (answer.type !== "done") return refusedAs(answer) as never;
    await noteDone(world, context, "voicemail.greeting-recorded", { box, kind });
    return context.body(null, 204);
  });

  const forget = createRoute({
    method: "delete",
    path: "/{box}/greetings/{kind}",
    summary: "Forgets the sound of a greeting: the box speaks by itself",
    security: WRITES,
    request: { params: ofKind },
    responses: { 204: { description: "It is gone" }, 404: NO_BOX, ...FAULTS },
  });
  app.openapi(forget, async (context) => {
    const { kind } = context.req.valid("param");
    const mailbox = openBox(world, context);
    if (mailbox instanceof Response) return mailbox as never;
    const { box } = mailbox;
    const answer = world.ask({ type: "record-greeting", box, kind });
    if (answer.type !== "done") return refusedAs(answer) as never;
    await noteDone(world, context, "voicemail.greeting-forgotten", { box, kind });
    return context.body(null, 204);
  });
  return app;
}

function greetingsOf({ greeting: { use, until, files } }: MailboxView): z.infer<typeof Greetings> {
  return { use, until: until ?? null, recorded: GREETING_KINDS.filter((kind) => files[kind] !== undefined) };
}
