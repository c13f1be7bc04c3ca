import { DEFAULT_CSV, type Directory } from "../../core/directory/mod.ts";
import type { Column, Value } from "../../features/reports/mod.ts";
import type { DeskLanguage } from "../words/mod.ts";

type Rows = readonly (readonly Value[])[];

/**
 * A list as a table for a spreadsheet: written as the office wants its tables, no text of it a formula.
 *
 * @param list.pieces its rows, some at a time: those of a long list are read as the browser takes them
 */
export async function csvAnswer(
  { world, words: { language } }: {
    readonly world: { directory(): Pick<Directory, "office"> };
    readonly words: { readonly language: DeskLanguage };
  },
  list: {
    readonly key: string;
    readonly columns: readonly Column[];
    readonly pieces: AsyncIterable<Rows> | Iterable<Rows>;
  },
): Promise<Response> {
  const { timeZone } = world.directory().office;
  const settings = language === "ro"
    ? { ...DEFAULT_CSV, delimiter: "semicolon", decimal: "comma" } as const
    : DEFAULT_CSV;
  const { writeRows } = await import("../../features/reports/mod.ts");
  const octets = writeRows(list.columns, list.pieces, { timeZone, settings });
  return fileAnswer(ReadableStream.from(octets), { type: "text/csv", name: `${list.key}.csv` });
}

/** A file that is kept, and seen by nobody else. */
export function fileAnswer(
  bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | string,
  { type, name }: { readonly type: string; readonly name: string },
): Response {
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  };
  return new Response(bytes, { headers });
}
