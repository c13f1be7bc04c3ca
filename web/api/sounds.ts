import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { soundAnswer, type SoundDoor } from "../sound/mod.ts";
import {
  forgetSound,
  keepSound,
  listSounds,
  MOST_SOUND_BYTES,
  type Refusal,
  SOUND_KINDS,
  SOUND_LIMITS,
  type SoundKind,
  type SoundsWorld,
} from "../sounds/mod.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

export interface OwnSoundsWorld extends AuditWorld, SoundsWorld {
  readonly sounds: SoundDoor;
}

const READS = [{ key: ["office:read"] }];
const WRITES = [{ key: ["office:write"] }];
const kind = z.enum(SOUND_KINDS);
const id = z.string().openapi({
  description: "An announcement's number; a language and a sentence of the box; a class of music and a name, or a name",
  example: "en:hours-closed",
});
const which = z.object({ kind, id });
const audio = z.string().openapi({ format: "binary" });

/** The owner's own sounds: announcements, sentences of the box in his voice, music on hold. */
export function soundRoutes(world: OwnSoundsWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The owner's own sounds, by kind and name",
    security: READS,
    responses: { 200: json("They are these", z.object({ sounds: z.array(which) })), ...FAULTS },
  });
  app.openapi(list, async (context) => {
    const sounds = (await listSounds(world)).map(({ kind, id }) => ({ kind, id }));
    return context.json({ sounds }, 200);
  });

  const hear = createRoute({
    method: "get",
    path: "/{kind}/{id}",
    summary: "One of them, as WAV; or the stretch of it that Range asks for",
    security: READS,
    request: { params: which },
    responses: {
      200: { description: "Its sound", content: { "audio/wav": { schema: audio } } },
      404: { description: "There is none of that name" },
      ...FAULTS,
    },
  });
  app.openapi(hear, async (context) => {
    const wanted = context.req.valid("param");
    const found = (await listSounds(world)).find(({ kind, id }) => kind === wanted.kind && id === wanted.id);
    if (found === undefined) return missing(wanted) as never;
    return await soundAnswer(context.req.raw, world.sounds, { paths: found.paths.slice(0, 1) }) as never;
  });

  app.on(
    "PUT",
    "/*",
    bodyLimit({
      maxSize: MOST_SOUND_BYTES,
      onError: () => problem(413, `Cannot keep the sound: it is larger than ${MOST_SOUND_BYTES} octets`),
    }),
  );
  const keep = createRoute({
    method: "put",
    path: "/{kind}/{id}",
    summary: "Keeps a sound in the place of the one that there was; it is heard from the next call on",
    security: WRITES,
    request: {
      params: which,
      body: {
        description: "WAV, or Opus in Ogg",
        content: { "audio/wav": { schema: audio }, "audio/ogg": { schema: audio } },
        required: true,
      },
    },
    responses: {
      200: json("It is kept", z.object({ duration_ms: z.number() })),
      413: { description: "The file is too large" },
      422: { description: "It is no sound that the box can read, or too short or too long" },
      ...FAULTS,
    },
  });
  app.openapi(keep, async (context) => {
    const { kind, id } = context.req.valid("param");
    const kept = await keepSound(world, { kind, id, sound: new Uint8Array(await context.req.arrayBuffer()) });
    if ("refused" in kept) {
      return problem(kept.refused === "no-id" ? 400 : 422, whyNot(kind, id, kept.refused)) as never;
    }
    await noteDone(world, context, "sound.kept", { kind, sound: id });
    return context.json({ duration_ms: Math.round(kept.durationMs) }, 200);
  });

  const forget = createRoute({
    method: "delete",
    path: "/{kind}/{id}",
    summary: "Forgets a sound: the box says and plays its own",
    security: WRITES,
    request: { params: which },
    responses: {
      204: { description: "It is gone" },
      404: { description: "There is none of that name" },
      ...FAULTS,
    },
  });
  app.openapi(forget, async (context) => {
    const { kind, id } = context.req.valid("param");
    if (!(await forgetSound(world, kind, id))) return missing({ kind, id }) as never;
    await noteDone(world, context, "sound.forgotten", { kind, sound: id });
    return context.body(null, 204);
  });
  return app;
}

function missing({ kind, id }: z.infer<typeof which>): Response {
  return problem(404, `Cannot find ${kind} "${id}": there is none of that name`);
}

const CALLED: Readonly<Record<SoundKind, string>> = {
  announcement: "expected a number from 1 to 999",
  prompt: 'expected a language and a sentence of the box, as in "en:hours-closed"',
  music: 'expected a name, or a class and a name, as in "jazz:waiting"',
};

function whyNot(kind: SoundKind, id: string, why: Refusal): string {
  const { shortestMs, longestMs } = SOUND_LIMITS[kind];
  const reasons: Readonly<Record<Refusal, string>> = {
    "no-id": CALLED[kind],
    "no-sound": "the body is neither WAV nor Opus in Ogg",
    "too-large": `it is larger than ${MOST_SOUND_BYTES} octets`,
    "too-short": `it is shorter than ${shortestMs} ms`,
    "too-long": `it is longer than ${longestMs / 1_000} s`,
  };
  return `Cannot keep ${kind} "${id}": ${reasons[why]}`;
}
