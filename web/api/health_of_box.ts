import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import { findingsOf, type HealthSource } from "../health/mod.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, officeWords, resource } from "./openapi.ts";

const VERDICTS = ["bad", "warn", "ok"] as const;

const Health = z.object({
  version: z.string(),
  runtime: z.string(),
  memory_bytes: z.int(),
  disk: z.object({ free_bytes: z.int(), total_bytes: z.int() }).nullable(),
  calls: z.int().openapi({ description: "That run now" }),
  reading_anew: z.boolean().openapi({
    description: "The tables of calls are made anew: until that is over lists and reports tell of a part of the calls",
  }),
  verdict: z.enum(VERDICTS).openapi({ description: "The worst of them" }),
  findings: z.array(z.object({
    about: z.string().openapi({ example: "disk" }),
    verdict: z.enum(VERDICTS),
    text: z.string(),
    advice: Maybe.openapi({ description: "What to do, where it is not ok" }),
  })),
}).openapi("Health");

export interface HealthOfBoxWorld extends HealthSource {
  readonly version: string;
  readonly directory: () => Directory;
  readonly reader: Pick<RecordReader, "isFarBehind">;
  figures(): Readonly<Record<string, number>>;
}

/** `GET /health`: what `kontor doctor` finds, the machine and its versions. */
export function healthOfBoxRoutes(world: HealthOfBoxWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const look = createRoute({
    method: "get",
    path: "/",
    summary: "Whether the box is well: what the doctor finds, 5 s old at most, and the machine",
    description: "It asks the world around the box, and may take some seconds.",
    security: [{ key: ["health:read"] }],
    request: {
      query: z.object({
        language: z.enum(["en", "ro"]).optional().openapi({ description: "Without it the office's" }),
      }),
    },
    responses: { 200: json("How it is", Health), ...FAULTS },
  });
  app.openapi(look, async (context) => {
    const { language } = context.req.valid("query");
    const words = officeWords(world.directory(), language);
    const { machine: { runtime, memoryBytes, disk }, findings } = await findingsOf(world, words);
    return context.json({
      version: world.version,
      runtime,
      memory_bytes: memoryBytes,
      disk: disk === undefined ? null : { free_bytes: disk.freeBytes, total_bytes: disk.totalBytes },
      calls: world.figures()["calls_running"] ?? 0,
      reading_anew: world.reader.isFarBehind(),
      verdict: VERDICTS.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? "ok",
      findings: findings.map(({ about, verdict, text, advice }) => ({ about, verdict, text, advice: advice ?? null })),
    }, 200);
  });
  return app;
}
