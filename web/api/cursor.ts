import { toBytes, toText } from "../../core/base/mod.ts";

/** The place of a row in its list, as a word that the next request hands back. */
export function writeCursor(values: readonly (string | number)[]): string {
  return toBytes(JSON.stringify(values)).toBase64({ alphabet: "base64url", omitPadding: true });
}

/** Undefined for what {@link writeCursor} did not write for a list of this order. */
export function readCursor(
  cursor: string,
  isOfOrder: readonly ((value: unknown) => boolean)[],
): readonly (string | number)[] | undefined {
  try {
    const values: unknown = JSON.parse(toText(Uint8Array.fromBase64(cursor, { alphabet: "base64url" })));
    if (!Array.isArray(values) || values.length !== isOfOrder.length) return undefined;
    return values.every((value, at) => isOfOrder[at]!(value)) ? values : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
