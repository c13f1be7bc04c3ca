import { toBytes, toText } from "../../core/base/mod.ts";
import { problem } from "./problem.ts";

/** The place of a row in its list: its values in the columns by which that is ordered. */
export type Place = readonly (string | number)[];

/** The place as a word that the next request hands back. */
export function writeCursor(place: Place): string {
  return toBytes(JSON.stringify(place)).toBase64({ alphabet: "base64url", omitPadding: true });
}

/**
 * Where the page before ended; undefined without a cursor: from the beginning. A refusal for what {@link writeCursor} did
 * not write for a list that is ordered by values of these kinds.
 */
export function readCursor(
  cursor: string | undefined,
  kinds: readonly ("string" | "number")[],
): Place | Response | undefined {
  if (cursor === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(toText(Uint8Array.fromBase64(cursor, { alphabet: "base64url" })));
    return isPlace(place, kinds) ? place : noCursor(cursor);
  } catch (error) {
    if (error instanceof SyntaxError) return noCursor(cursor);
    throw error;
  }
}

/** What a list does not read on from. */
export function noCursor(cursor: string): Response {
  return problem(400, `Cannot read cursor "${cursor}": expected "next" of the page before`);
}

function isPlace(value: unknown, kinds: readonly string[]): value is Place {
  return Array.isArray(value) && value.length === kinds.length &&
    value.every((each, at) => typeof each === kinds[at] && (typeof each === "string" || Number.isFinite(each)));
}
