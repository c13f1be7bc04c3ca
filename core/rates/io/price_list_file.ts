import { fail, type Result } from "../../base/mod.ts";
import { type Rate, readRates } from "../mod.ts";
import { csvParser } from "./csv_parser.ts";

/** Reads the price lists of a data folder. They are read when an office is applied or loaded, and at no other time. */
export async function priceListsIn(folder: string): Promise<(path: string) => Result<readonly Rate[]>> {
  const parse = await csvParser();
  return (path) => {
    try {
      // Whoever opens a pipe waits for its other end.
      if (!Deno.statSync(`${folder}/${path}`).isFile) return fail("no-file", "it is no file");
      return readRates(Deno.readTextFileSync(`${folder}/${path}`), parse);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return fail("no-file", "it is not in the data folder");
      return fail("unreadable", `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
