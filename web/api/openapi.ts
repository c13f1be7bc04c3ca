/**
 * What every resource of the REST interface says of its questions and answers.
 *
 * @module
 */
import { OpenAPIHono, z } from "@hono/zod-openapi";
import { isTimeZone } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import { VISIT_ENDS, type VisitEnd } from "../../core/record/mod.ts";
import { languageOf, type Words, wordsIn } from "../words/mod.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

const MOST_VALUES = 50;

/** Routes of a resource: a request that cannot be read is refused with 400, the first value that cannot be, and why. */
export function resource(): OpenAPIHono<Visitor> {
  return new OpenAPIHono<Visitor>({
    defaultHook: (result, context) => {
      if (result.success) return undefined;
      const { path, message } = result.error.issues[0]!;
      // What stands in a body may be a secret.
      const given = result.target === "query" ? context.req.queries(String(path[0])) : undefined;
      const not = given === undefined ? "" : `, and not "${given.join('", "')}"`;
      return problem(400, `Cannot read "${path.join(".")}": ${message}${not}`);
    },
  });
}

/** A value of a question that may be given more than once: any of them will do. */
export function several<S extends z.ZodType<string>>(each: S): z.ZodType<readonly string[], unknown> {
  return z.preprocess((given) => typeof given === "string" ? [given] : given, z.array(each).max(MOST_VALUES)) as never;
}

const Seconds = z.coerce.number().min(0).max(86_400).optional();
/** How long callers waited in a queue or while a phone rang: what service levels go by. */
export const WAITED: Readonly<
  Record<"waited_over" | "waited_within" | "short_abandon", z.ZodOptional<z.ZodCoercedNumber>>
> = {
  waited_over: Seconds.openapi({ description: "Those alone that waited longer than so many seconds" }),
  waited_within: Seconds.openapi({ description: "Those alone that waited so many seconds, or less" }),
  short_abandon: Seconds.openapi({
    description:
      "Without callers from outside who gave up in so many seconds: no figure counts them where the office says so",
  }),
};

/** At what times calls began. */
export const THEN: Readonly<Record<"hour" | "weekday", z.ZodOptional<z.ZodCoercedNumber>>> & {
  readonly zone: z.ZodOptional<z.ZodString>;
} = {
  hour: z.coerce.number().int().min(0).max(23).optional().openapi({
    description: "Those alone that began in this hour of a day; with `since` and `until`",
  }),
  weekday: z.coerce.number().int().min(1).max(7).optional().openapi({
    description: "Those alone that began on this day of a week, 1 is Monday; with `since` and `until`",
  }),
  zone: z.string().max(64).refine(isTimeZone, "expected a time zone as in Europe/Bucharest").optional().openapi({
    description: "By whose clock, as the IANA calls it; the office's when left out",
  }),
};

const Name = z.string().max(64);
/** To which queues calls came, whoever took them then. */
export const VISITED: {
  readonly visited: z.ZodOptional<z.ZodType<readonly string[], unknown>>;
  readonly left: z.ZodOptional<z.ZodEnum<{ [end in VisitEnd]: end }>>;
} = {
  visited: several(Name).optional().openapi({ description: "Those alone that came to this queue, let in or not" }),
  left: z.enum(VISIT_ENDS).optional().openapi({ description: "With `visited`: and left it so" }),
};

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

/** A table for a spreadsheet. */
export const CSV: {
  readonly description: string;
  readonly content: { readonly "text/csv": { readonly schema: z.ZodString } };
} = {
  description: "A table (RFC 4180)",
  content: { "text/csv": { schema: z.string() } },
};

/** What is said in the language of the office, or in the one that is asked for. */
export function officeWords({ office }: Pick<Directory, "office">, language?: "en" | "ro"): Words {
  return wordsIn(languageOf(language, office.language));
}

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
