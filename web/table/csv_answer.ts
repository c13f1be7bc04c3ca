import { DEFAULT_CSV, type Directory } from "../../core/directory/mod.ts";
import type { Column, Value } from "../../features/reports/mod.ts";
import type { DeskLanguage } from "../words/mod.ts";

export type TableRows = readonly (readonly Value[])[];

/** A list as a table: what it is called, its columns, and its rows, some at a time. */
export interface Table {
  readonly key: string;
  readonly columns: readonly Column[];
  /** Those of a long list are read as they are taken. */
  readonly pieces: AsyncIterable<TableRows> | Iterable<TableRows>;
}

/** A list as a table for a spreadsheet: written as the office wants its tables, no text of it a formula. */
export async function csvAnswer(
  { world, words: { language } }: {
    readonly world: { directory(): Pick<Directory, "office"> };
    readonly words: { readonly language: DeskLanguage };
  },
  list: Table,
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
