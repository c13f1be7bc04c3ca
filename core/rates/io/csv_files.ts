import { fail, ok, type Result } from "../../base/mod.ts";
import { type CsvRow, delimiterOf } from "../mod.ts";
import { csvParser } from "./csv_parser.ts";

const MOST_ROWS = 200_000;

/** Reads the CSV files of a data folder, row by row under the names in their first line. */
export async function csvFilesIn(folder: string): Promise<(path: string) => Result<readonly CsvRow[]>> {
  const parse = await csvParser();
  return (path) => {
    try {
      // Whoever opens a pipe waits for its other end.
      if (!Deno.statSync(`${folder}/${path}`).isFile) return fail("no-file", "it is no file");
      const text = Deno.readTextFileSync(`${folder}/${path}`);
      return ok(parse(text, delimiterOf(text), MOST_ROWS));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return fail("no-file", "it is not in the data folder");
      return fail("unreadable", `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
