import { z } from "@hono/zod-openapi";
import { type Place, readCursor, writeCursor } from "./cursor.ts";

const MOST = 500;

/** Which page of a list is wanted. */
export const WHICH_PAGE: z.ZodObject<
  { cursor: z.ZodOptional<z.ZodString>; limit: z.ZodDefault<z.ZodCoercedNumber> }
> = z.object({
  cursor: z.string().max(512).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Null: it is the last one. */
  readonly next: string | null;
}

/**
 * One page of a list that is there as a whole, oldest first; a refusal for a cursor that is none of it. Where the row that the
 * page before ended with has gone since, this one begins with those of its instant: none is passed over.
 */
export function cutPage<Row>(
  all: readonly Row[],
  { cursor, limit }: z.infer<typeof WHICH_PAGE>,
  placeOf: (row: Row) => readonly [at: number, id: string],
): Page<Row> | Response {
  const after = readCursor(cursor, ["number", "string"]);
  if (after instanceof Response) return after;
  const from = after === undefined ? 0 : behind(all.map(placeOf), after);
  const rows = all.slice(from, from + limit);
  const last = rows.at(-1);
  return { rows, next: last === undefined || from + limit >= all.length ? null : writeCursor(placeOf(last)) };
}

function behind(places: readonly (readonly [at: number, id: string])[], [at, id]: Place): number {
  const found = places.findIndex((place) => place[0] === at && place[1] === id);
  if (found >= 0) return found + 1;
  const next = places.findIndex((place) => place[0] >= Number(at));
  return next < 0 ? places.length : next;
}
