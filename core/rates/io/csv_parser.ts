import type { CsvParser } from "../mod.ts";

/** Loaded by the first office that names a price list: any other is spared its memory. */
export async function csvParser(): Promise<CsvParser> {
  const { parse } = await import("csv-parse/sync");
  return (text, delimiter, most) => {
    const rows: readonly { readonly record: Record<string, string>; readonly info: { readonly lines: number } }[] =
      parse(
        text,
        {
          columns: (names: readonly string[]) => names.map((name) => name.trim().toLowerCase()),
          delimiter,
          bom: true,
          trim: true,
          skip_empty_lines: true,
          info: true,
          to: most,
        },
      );
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  };
}
