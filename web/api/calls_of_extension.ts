import type { Condition, Row } from "../../core/record/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import type { Place } from "./cursor.ts";

/** The order of the list: by when somebody was called, or called. */
export const SEAT_ORDER = ["offered_at", "call", "place"] as const;

export interface ExtensionCalls {
  readonly extension: string;
  readonly since?: number;
  readonly until?: number;
  /** What else the calls must be like: one of these, and a call fits one at most. */
  readonly anyOf: readonly (readonly Condition[])[];
  readonly after?: Place;
  readonly limit: number;
}

/**
 * Calls that an extension has made or was called in, newest first: each once, by the last of its seats there, so that a page
 * may have fewer than were asked for. `last` is where the next one begins.
 */
export async function callsOfExtension(
  reader: RecordReader,
  { extension, since, until, anyOf, after, limit }: ExtensionCalls,
): Promise<{ readonly rows: readonly Row[]; readonly last: Row | undefined }> {
  const his = [{ column: "number", is: "=", value: extension }] as const;
  const seats = await reader.rows({
    table: "seat",
    where: [
      ...his,
      ...since === undefined ? [] : [{ column: "offered_at", is: ">=", value: since } as const],
      ...until === undefined ? [] : [{ column: "offered_at", is: "<", value: until } as const],
    ],
    orderBy: SEAT_ORDER,
    descending: true,
    limit,
    ...after === undefined ? {} : { after },
  });
  const rows = await Promise.all(seats.map(async ({ call: id, place }) => {
    const ofCall = { column: "call", is: "=", value: String(id) } as const;
    const lastSeat = { where: [ofCall, ...his], orderBy: SEAT_ORDER, descending: true, limit: 1 };
    const ask = { table: "call", orderBy: [], descending: false, limit: 1 };
    const [[newest], ...found] = await Promise.all([
      reader.rows({ table: "seat", ...lastSeat }),
      ...anyOf.map((where) => reader.rows({ ...ask, where: [ofCall, ...where] })),
    ]);
    return newest?.["place"] === place ? found.flat()[0] : undefined;
  }));
  return { rows: rows.filter((row) => row !== undefined), last: seats.length < limit ? undefined : seats.at(-1) };
}
