/**
 * What every resource of the REST interface says of its questions and answers.
 *
 * @module
 */
import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

/** Routes of a resource: a request that cannot be read is refused with 400, the name of the first such value and why. */
export function resource(): OpenAPIHono<Visitor> {
  return new OpenAPIHono<Visitor>({
    defaultHook: (result) => {
      if (result.success) return undefined;
      const { path, message } = result.error.issues[0]!;
      return problem(400, `Cannot read "${path.join(".")}": ${message}`);
    },
  });
}

/** A text, or null where there is none. */
export const Maybe: z.ZodNullable<z.ZodString> = z.string().nullable();

export const Moment: z.ZodISODateTime = z.iso.datetime({ offset: true }).openapi({
  example: "2026-11-21T09:30:00+02:00",
});

/** What went wrong (RFC 9457). */
const Problem: z.ZodType = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().openapi({ description: "A sentence that names the value" }),
}).openapi("Problem");

interface Fault {
  readonly description: string;
  readonly content: { readonly "application/problem+json": { readonly schema: z.ZodType } };
}

/** What every question may be answered with. */
export const FAULTS: Readonly<Record<400 | 401 | 403 | 429, Fault>> = {
  400: fault("A value cannot be read; `detail` names it"),
  401: fault("No key, or one that is not known"),
  403: fault("The key may not do this"),
  429: fault("Too many wrong keys came from there; Retry-After says for how long"),
};

function fault(description: string): Fault {
  return { description, content: { "application/problem+json": { schema: Problem } } };
}

/** What is no text. */
export const OCTETS: z.ZodString = z.string().openapi({ format: "binary" });

interface JsonAnswer<S extends z.ZodType> {
  readonly description: string;
  readonly content: { readonly "application/json": { readonly schema: S } };
}

export function json<S extends z.ZodType>(description: string, schema: S): JsonAnswer<S> {
  return { description, content: { "application/json": { schema } } };
}

interface Heard {
  readonly description: string;
  readonly content: { readonly "audio/wav": { readonly schema: z.ZodString } };
}

/** A sound, whole or the stretch that is asked for. */
export const SOUND: Readonly<Record<200 | 206, Heard> & Record<404 | 416, { readonly description: string }>> = {
  200: { description: "The sound", content: { "audio/wav": { schema: OCTETS } } },
  206: { description: "The stretch that `Range` asks for", content: { "audio/wav": { schema: OCTETS } } },
  404: { description: "There is no such sound" },
  416: { description: "It is not that long; Content-Range says how long it is" },
};
